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

/// A document on its way to the client: unpacked if need be, the tag put in. Holds no more than a
/// few bytes between two calls. Confined to an event loop.
public final class HtmlRewriter implements AutoCloseable {
  /// Up to so many bytes, one chunk with a copy is cheaper than two without.
  private static final int COPIED = 8 * 1024;

  private final HtmlInjector injector;
  private final MetaCspRewriter policies;
  private final @Nullable GzipDecoder gunzip;
  private final ByteBufAllocator alloc;
  private final Consumer<ByteBuf> out;

  /// @param policy widens the security policies in the document
  /// @param out takes over the buffers it is given
  public HtmlRewriter(
      byte[] tag,
      ContentSecurityPolicy policy,
      boolean gzip,
      ByteBufAllocator alloc,
      Consumer<ByteBuf> out) {
    this.injector = new HtmlInjector(tag);
    this.policies = new MetaCspRewriter(policy::widenForBeacons);
    this.gunzip = gzip ? new GzipDecoder() : null;
    this.alloc = alloc;
    this.out = out;
  }

  /// Takes what is readable.
  ///
  /// @param room whether more output is welcome
  /// @return whether all was taken; else to be called again when there is room
  public boolean feed(ByteBuf in, BooleanSupplier room) throws DataFormatException {
    GzipDecoder unpacking = gunzip;
    if (unpacking == null) {
      pass(in, in.readerIndex(), in.readableBytes());
      return true;
    }
    ByteBuffer packed = in.nioBuffer();
    int before = packed.remaining();
    boolean[] done = new boolean[1];
    do {
      gather(staging -> done[0] = unpacking.feedChunk(packed, b -> unpacked(b, staging)));
    } while (!done[0] && room.getAsBoolean());
    in.skipBytes(before - packed.remaining());
    return done[0];
  }

  private void pass(ByteBuf in, int index, int length) throws DataFormatException {
    if (through()) {
      out.accept(in.retainedSlice(index, length));
      return;
    }
    ByteBuffer bytes = in.nioBuffer(index, length);
    gather(staging -> {
      inject(bytes, staging);
      if (bytes.remaining() <= COPIED) {
        staging.writeBytes(bytes);
      }
    });
    int rest = bytes.remaining();
    if (rest > 0) {
      out.accept(in.retainedSlice(index + length - rest, rest));
    }
  }

  public void end() throws DataFormatException {
    gather(staging -> {
      injector.end(staging::writeBytes);
      policies.end(staging::writeBytes);
    });
    if (gunzip != null && !gunzip.complete()) {
      throw new DataFormatException("gzip ends too early");
    }
  }

  public boolean injected() {
    return injector.inserted();
  }

  @Override
  public void close() {
    if (gunzip != null) {
      gunzip.close();
    }
  }

  /// Whether the rest goes through as it is.
  private boolean through() {
    return injector.done() && (!injector.inserted() || policies.done());
  }

  private void inject(ByteBuffer bytes, ByteBuf staging) {
    injector.feed(bytes, staging::writeBytes);
    if (injector.inserted() && !policies.done()) {
      policies.feed(bytes, staging::writeBytes);
    }
  }

  private void unpacked(ByteBuffer bytes, ByteBuf staging) {
    inject(bytes, staging);
    if (bytes.hasRemaining()) {
      staging.writeBytes(bytes);
    }
  }

  private void gather(Step step) throws DataFormatException {
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
  private interface Step {
    void into(ByteBuf staging) throws DataFormatException;
  }
}
