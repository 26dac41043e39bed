package dev.brummer.proxy.http;

import dev.brummer.proxy.http.message.MalformedMessageException;
import io.netty.buffer.ByteBuf;
import io.netty.util.ReferenceCountUtil;

/// After `101 Switching Protocols`: bytes both ways, untouched, each direction ending by itself and
/// held back while the other side does not take it.
final class Tunnel implements ConnectionTask, UpstreamListener {
  private final ClientConnection front;
  private final UpstreamConnection backend;
  private boolean clientEnded;
  private boolean upstreamEnded;

  Tunnel(ClientConnection front, UpstreamConnection backend) {
    this.front = front;
    this.backend = backend;
  }

  /// Begins: what either side has sent behind the switch comes through the tunnel, too.
  void open() {
    backend.attach(this);
    front.become(this);
    front.writeAsIs();
    backend.writeAsIs();
    front.readAsIs();
    backend.readAsIs();
  }

  @Override
  public void take(Object message) {
    if (message instanceof ByteBuf) {
      backend.write(message);
      backend.flush();
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public boolean ready() {
    return backend.writable();
  }

  @Override
  public void upstream(Object message) {
    if (message instanceof ByteBuf) {
      front.write(message);
      if (!front.writable()) {
        backend.reading(false);
      }
    } else {
      ReferenceCountUtil.release(message);
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
    front.resume();
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
  public void refuse(MalformedMessageException reason) {
    backend.close();
    front.close();
  }

  @Override
  public void check(long nowNanos) {}
}
