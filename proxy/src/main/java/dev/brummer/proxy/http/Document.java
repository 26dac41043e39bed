package dev.brummer.proxy.http;

import dev.brummer.proxy.inject.Gunzip;
import dev.brummer.proxy.inject.HtmlInjector;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/// A document on its way to the client: unpacked if need be, the tag put in. Holds no more than a
/// few bytes between two calls. Confined to an event loop.
final class Document implements AutoCloseable {
  private final HtmlInjector injector;
  private final @Nullable Gunzip gunzip;
  private final ByteBufAllocator alloc;
  private final Consumer<ByteBuf> out;

  /// @param out takes over the buffers it is given
  Document(byte[] tag, boolean gzip, ByteBufAllocator alloc, Consumer<ByteBuf> out) {
    this.injector = new HtmlInjector(tag);
    this.gunzip = gzip ? new Gunzip() : null;
    this.alloc = alloc;
    this.out = out;
  }

  void feed(ByteBuf in, int index, int length) throws DataFormatException {
    Gunzip unpacking = gunzip;
    if (unpacking != null) {
      gather(staging -> unpacking.feed(in.nioBuffer(index, length), b -> inject(b, staging)));
      return;
    }
    if (injector.done()) {
      out.accept(in.retainedSlice(index, length));
      return;
    }
    ByteBuffer bytes = in.nioBuffer(index, length);
    gather(staging -> injector.feed(bytes, staging::writeBytes));
    int rest = bytes.remaining();
    if (rest > 0) {
      out.accept(in.retainedSlice(index + length - rest, rest));
    }
  }

  void end() throws DataFormatException {
    gather(staging -> injector.end(staging::writeBytes));
    if (gunzip != null && !gunzip.complete()) {
      throw new DataFormatException("gzip ends too early");
    }
  }

  boolean injected() {
    return injector.inserted();
  }

  @Override
  public void close() {
    if (gunzip != null) {
      gunzip.close();
    }
  }

  private void inject(ByteBuffer bytes, ByteBuf staging) {
    injector.feed(bytes, staging::writeBytes);
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
