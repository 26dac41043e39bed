package dev.brummer.proxy.http;

import io.netty.buffer.ByteBuf;

/// After `101 Switching Protocols`: bytes both ways, untouched, each direction ending by itself and
/// held back while the other side does not take it.
final class Tunnel implements Turn, Upstream {
  private final Frontend front;
  private final Backend backend;
  private boolean clientEnded;
  private boolean upstreamEnded;

  Tunnel(Frontend front, Backend backend) {
    this.front = front;
    this.backend = backend;
    backend.allowHalfClose();
  }

  @Override
  public void take(ByteBuf in) {
    if (in.isReadable()) {
      backend.write(in.readRetainedSlice(in.readableBytes()));
      backend.flush();
    }
  }

  @Override
  public boolean wantsBytes(int waiting) {
    return backend.writable();
  }

  @Override
  public void upstreamBytes(ByteBuf in) {
    front.write(in.readRetainedSlice(in.readableBytes()));
    if (!front.writable()) {
      backend.reading(false);
    }
  }

  @Override
  public void upstreamPause() {
    front.flush();
  }

  @Override
  public void clientWritable(boolean writable) {
    backend.reading(writable);
  }

  @Override
  public void upstreamWritable(boolean writable) {
    front.updateReading();
  }

  @Override
  public void clientEnded() {
    clientEnded = true;
    backend.endOutput();
    closeIfOver();
  }

  @Override
  public void upstreamEnded() {
    upstreamEnded = true;
    front.endOutput();
    closeIfOver();
  }

  private void closeIfOver() {
    if (clientEnded && upstreamEnded) {
      backend.close();
      front.close();
    }
  }

  @Override
  public void clientGone() {
    backend.close();
  }

  @Override
  public void upstreamGone() {
    front.close();
  }

  @Override
  public void refuse(Malformed reason) {
    backend.close();
    front.close();
  }

  @Override
  public void check(long nowNanos) {}
}
