package dev.brummer.proxy.http.message;

import dev.brummer.proxy.inject.CspRewriter;
import dev.brummer.proxy.inject.GzipDecoder;
import dev.brummer.proxy.inject.HtmlInjector;
import dev.brummer.proxy.inject.MetaCspRewriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/// Streams a document to the client: decompresses it if necessary, injects the script element and
/// translates the URLs of known servers. Parts behind the head that need no change are sent without
/// being copied or tokenized. Confined to an event loop.
///
/// ```
/// server ─▶ GzipDecoder ─▶ HtmlInjector ─▶ MetaCspRewriter ─▶ LazyUrlRewriter ─▶ client
///                          to the tag      to the head's end   to the end
/// ```
public final class HtmlRewriter implements AutoCloseable {
  /// Up to this size, one copied chunk is cheaper than two uncopied ones.
  private static final int MAX_COPIED_BYTES = 8 * 1024;

  private static final byte[] NOTHING = {};

  private final HtmlInjector injector;
  private final MetaCspRewriter policies;
  private final LazyUrlRewriter urls;
  private final @Nullable GzipDecoder gzipDecoder;
  private final ByteBufAllocator alloc;
  private final Consumer<ByteBuf> out;

  /// The beginning of a possible URL at the end of the last part.
  private byte[] kept = NOTHING;

  /// @param policy widens the security policies in the document
  /// @param mapping translates scheme and authority of URLs in the document
  /// @param budget shared by the documents of an event loop
  /// @param out takes ownership of the buffers
  public HtmlRewriter(
      byte[] tag,
      CspRewriter policy,
      OriginMapping mapping,
      RetentionBudget budget,
      boolean gzip,
      ByteBufAllocator alloc,
      Consumer<ByteBuf> out) {
    this.injector = new HtmlInjector(tag);
    this.policies = new MetaCspRewriter(policy::widenForBeacons);
    this.urls = new LazyUrlRewriter(mapping, budget);
    this.gzipDecoder = gzip ? new GzipDecoder() : null;
    this.alloc = alloc;
    this.out = out;
  }

  /// Consumes the readable bytes.
  ///
  /// @param hasCapacity whether more output is accepted
  /// @return whether all bytes were consumed; else the call must be repeated when there is capacity
  public boolean feed(ByteBuf in, BooleanSupplier hasCapacity) throws DataFormatException {
    GzipDecoder decoder = gzipDecoder;
    if (decoder == null) {
      feedPlain(in);
      return true;
    }
    ByteBuffer compressed = in.nioBuffer();
    int before = compressed.remaining();
    boolean[] done = new boolean[1];
    do {
      stage(
          staging -> done[0] = decoder.feedChunk(compressed, b -> rewrite(b, staging::writeBytes)));
    } while (!done[0] && hasCapacity.getAsBoolean());
    in.skipBytes(before - compressed.remaining());
    return done[0];
  }

  /// Hot path, hence without the lambda for [#stage].
  private void feedPlain(ByteBuf in) {
    ByteBuf staging = alloc.buffer();
    try {
      int from = in.readerIndex();
      if (!isBehindHead()) {
        from += feedHead(in, staging);
      }
      if (from < in.writerIndex()) {
        feedBody(in.slice(from, in.writerIndex() - from), staging);
      }
      emit(staging);
    } finally {
      staging.release();
    }
  }

  /// Consumes the bytes up to the first one behind the head, or all of them if no URL among them is
  /// to be translated.
  ///
  /// @return their number
  private int feedHead(ByteBuf in, ByteBuf staging) {
    ByteBuffer bytes = in.nioBuffer();
    HtmlInjector.ByteConsumer sink = staging::writeBytes;
    feedInjector(bytes, sink);
    int done = bytes.position();
    ByteBuf rest = in.slice(in.readerIndex() + done, bytes.remaining());
    boolean unchanged =
        injector.inserted() && rest.isReadable() && policies.held() == 0 && urls.skipAll(rest);
    if (!unchanged) {
      feedPolicies(bytes, sink);
      return bytes.position();
    }
    policies.feed(bytes, sink);
    urls.takeBack(policies.held());
    rest.skipBytes(bytes.position() - done);
    writeUnchanged(rest, staging);
    return bytes.limit();
  }

  /// @param part bytes behind the head
  private void feedBody(ByteBuf part, ByteBuf staging) {
    if (kept.length == 0) {
      feedWholeBody(part, staging);
      return;
    }
    ByteBuf joined = alloc.buffer(kept.length + part.readableBytes());
    try {
      joined.writeBytes(kept).writeBytes(part, part.readerIndex(), part.readableBytes());
      kept = NOTHING;
      feedWholeBody(joined, staging);
    } finally {
      joined.release();
    }
  }

  private void feedWholeBody(ByteBuf body, ByteBuf staging) {
    int length = body.readableBytes();
    int unchanged = injector.inserted() ? urls.skip(body) : length;
    if (unchanged > 0) {
      writeUnchanged(body.slice(body.readerIndex(), unchanged), staging);
      kept = ByteBufUtil.getBytes(body, body.readerIndex() + unchanged, length - unchanged);
      return;
    }
    urls.feed(
        body.nioBuffer(),
        part -> {
          if (length > MAX_COPIED_BYTES && part.remaining() == length) {
            writeUnchanged(body, staging);
          } else {
            staging.writeBytes(part);
          }
        });
  }

  private void writeUnchanged(ByteBuf body, ByteBuf staging) {
    int length = body.readableBytes();
    if (length <= MAX_COPIED_BYTES) {
      staging.writeBytes(body, body.readerIndex(), length);
      return;
    }
    if (staging.isReadable()) {
      out.accept(staging.readRetainedSlice(staging.readableBytes()));
    }
    out.accept(body.retain());
  }

  public void end() throws DataFormatException {
    stage(staging -> {
      injector.end(staging::writeBytes);
      policies.end(part -> urls.feed(part, staging::writeBytes));
      if (kept.length > 0) {
        urls.feed(ByteBuffer.wrap(kept), staging::writeBytes);
      }
      urls.end(staging::writeBytes);
    });
    if (gzipDecoder != null && !gzipDecoder.complete()) {
      throw new DataFormatException("gzip data is truncated");
    }
  }

  public boolean injected() {
    return injector.inserted();
  }

  @Override
  public void close() {
    urls.close();
    if (gzipDecoder != null) {
      gzipDecoder.close();
    }
  }

  /// Whether the element and policies in the document's head are dealt with.
  private boolean isBehindHead() {
    return injector.done() && (!injector.inserted() || policies.done());
  }

  /// Consumes all bytes of a decompressed part.
  private void rewrite(ByteBuffer bytes, HtmlInjector.ByteConsumer sink) {
    if (!isBehindHead()) {
      rewriteHead(bytes, sink);
    }
    if (bytes.hasRemaining()) {
      if (injector.inserted()) {
        urls.feed(bytes, sink);
      } else {
        sink.write(bytes);
      }
    }
  }

  /// Consumes the bytes of the head: all of them, or up to the first one behind it.
  private void rewriteHead(ByteBuffer bytes, HtmlInjector.ByteConsumer sink) {
    feedInjector(bytes, sink);
    feedPolicies(bytes, sink);
  }

  private void feedInjector(ByteBuffer bytes, HtmlInjector.ByteConsumer sink) {
    if (!injector.done()) {
      injector.feed(
          bytes,
          part -> {
            if (injector.inserted()) {
              rewriteBehindTag(part, sink);
            } else {
              sink.write(part);
            }
          });
    }
  }

  private void feedPolicies(ByteBuffer bytes, HtmlInjector.ByteConsumer sink) {
    if (injector.inserted()) {
      policies.feed(bytes, part -> urls.feed(part, sink));
    }
  }

  /// Consumes the bytes that the injector held back.
  private void rewriteBehindTag(ByteBuffer bytes, HtmlInjector.ByteConsumer sink) {
    policies.feed(bytes, part -> urls.feed(part, sink));
    if (bytes.hasRemaining()) {
      urls.feed(bytes, sink);
    }
  }

  private void stage(StagingStep step) throws DataFormatException {
    ByteBuf staging = alloc.buffer();
    try {
      step.into(staging);
      emit(staging);
    } finally {
      staging.release();
    }
  }

  private void emit(ByteBuf staging) {
    if (staging.isReadable()) {
      out.accept(staging.retain());
    }
  }

  @FunctionalInterface
  private interface StagingStep {
    void into(ByteBuf staging) throws DataFormatException;
  }
}
