package dev.brummer.proxy.http.message;

import dev.brummer.proxy.inject.CspRewriter;
import dev.brummer.proxy.inject.GzipDecoder;
import dev.brummer.proxy.inject.HtmlInjector;
import dev.brummer.proxy.inject.MetaCspRewriter;
import dev.brummer.proxy.inject.UrlRewriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/// Streams a document to the client: decompresses it if necessary, injects the script element and
/// translates the URLs of known servers. Keeps only a few bytes between calls. Confined to an event
/// loop.
///
/// ```
/// server ─▶ GzipDecoder ─▶ HtmlInjector ─▶ MetaCspRewriter ─▶ UrlRewriter ─▶ client
///                          to the tag      to the head's end   to the end
/// ```
public final class HtmlRewriter implements AutoCloseable {
  /// Up to this size, one copied chunk is cheaper than two uncopied ones.
  private static final int MAX_COPIED_BYTES = 8 * 1024;

  private final HtmlInjector injector;
  private final MetaCspRewriter policies;
  private final UrlRewriter urls;
  private final @Nullable GzipDecoder gzipDecoder;
  private final ByteBufAllocator alloc;
  private final Consumer<ByteBuf> out;

  /// @param policy widens the security policies in the document
  /// @param mapping translates scheme and authority of URLs in the document
  /// @param out takes ownership of the buffers
  public HtmlRewriter(
      byte[] tag,
      CspRewriter policy,
      OriginMapping mapping,
      boolean gzip,
      ByteBufAllocator alloc,
      Consumer<ByteBuf> out) {
    this.injector = new HtmlInjector(tag);
    this.policies = new MetaCspRewriter(policy::widenForBeacons);
    this.urls = new UrlRewriter(mapping::toBrowser);
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
      feedPlain(in, in.readerIndex(), in.readableBytes());
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

  private void feedPlain(ByteBuf in, int index, int length) throws DataFormatException {
    ByteBuffer bytes = in.nioBuffer(index, length);
    stage(staging -> {
      rewrite(
          bytes,
          part -> {
            boolean whole = part.remaining() == length && length > MAX_COPIED_BYTES;
            if (whole) {
              out.accept(in.retainedSlice(index, length));
            } else {
              staging.writeBytes(part);
            }
          });
    });
  }

  public void end() throws DataFormatException {
    stage(staging -> {
      injector.end(staging::writeBytes);
      policies.end(part -> urls.feed(part, staging::writeBytes));
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
    if (gzipDecoder != null) {
      gzipDecoder.close();
    }
  }

  /// Consumes all bytes.
  ///
  /// @param sink receives them, and the whole part at once if nothing is changed
  private void rewrite(ByteBuffer bytes, HtmlInjector.ByteConsumer sink) {
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
    if (injector.inserted()) {
      rewriteBehindTag(bytes, sink);
    } else if (bytes.hasRemaining()) {
      sink.write(bytes);
    }
  }

  private void rewriteBehindTag(ByteBuffer bytes, HtmlInjector.ByteConsumer sink) {
    if (!policies.done()) {
      policies.feed(bytes, part -> urls.feed(part, sink));
    }
    if (bytes.hasRemaining()) {
      urls.feed(bytes, sink);
    }
  }

  private void stage(StagingStep step) throws DataFormatException {
    ByteBuf staging = alloc.buffer();
    try {
      step.into(staging);
      if (staging.isReadable()) {
        out.accept(staging.retain());
      }
    } finally {
      staging.release();
    }
  }

  @FunctionalInterface
  private interface StagingStep {
    void into(ByteBuf staging) throws DataFormatException;
  }
}
