package dev.brummer.proxy.http.message;

import dev.brummer.proxy.inject.ContentSecurityPolicy;
import dev.brummer.proxy.inject.GzipDecoder;
import dev.brummer.proxy.inject.HtmlInjector;
import dev.brummer.proxy.inject.MetaCspRewriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/// Streams a document to the client: decompresses it if necessary and injects the script element.
/// Keeps only a few bytes between calls. Confined to an event loop.
public final class HtmlRewriter implements AutoCloseable {
  /// Up to this size, one copied chunk is cheaper than two uncopied ones.
  private static final int MAX_COPIED_BYTES = 8 * 1024;

  private final HtmlInjector injector;
  private final MetaCspRewriter policies;
  private final @Nullable GzipDecoder gzipDecoder;
  private final ByteBufAllocator alloc;
  private final Consumer<ByteBuf> out;

  /// @param policy widens the security policies in the document
  /// @param out takes ownership of the buffers
  public HtmlRewriter(
      byte[] tag,
      ContentSecurityPolicy policy,
      boolean gzip,
      ByteBufAllocator alloc,
      Consumer<ByteBuf> out) {
    this.injector = new HtmlInjector(tag);
    this.policies = new MetaCspRewriter(policy::widenForBeacons);
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
          staging -> done[0] = decoder.feedChunk(compressed, b -> injectDecompressed(b, staging)));
    } while (!done[0] && hasCapacity.getAsBoolean());
    in.skipBytes(before - compressed.remaining());
    return done[0];
  }

  private void feedPlain(ByteBuf in, int index, int length) throws DataFormatException {
    if (isPassThrough()) {
      out.accept(in.retainedSlice(index, length));
      return;
    }
    ByteBuffer bytes = in.nioBuffer(index, length);
    stage(staging -> {
      inject(bytes, staging);
      if (bytes.remaining() <= MAX_COPIED_BYTES) {
        staging.writeBytes(bytes);
      }
    });
    int rest = bytes.remaining();
    if (rest > 0) {
      out.accept(in.retainedSlice(index + length - rest, rest));
    }
  }

  public void end() throws DataFormatException {
    stage(staging -> {
      injector.end(staging::writeBytes);
      policies.end(staging::writeBytes);
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

  /// Whether the rest is forwarded unchanged.
  private boolean isPassThrough() {
    return injector.done() && (!injector.inserted() || policies.done());
  }

  private void inject(ByteBuffer bytes, ByteBuf staging) {
    injector.feed(bytes, staging::writeBytes);
    if (injector.inserted() && !policies.done()) {
      policies.feed(bytes, staging::writeBytes);
    }
  }

  private void injectDecompressed(ByteBuffer bytes, ByteBuf staging) {
    inject(bytes, staging);
    if (bytes.hasRemaining()) {
      staging.writeBytes(bytes);
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
