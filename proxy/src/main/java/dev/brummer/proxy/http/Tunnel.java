package dev.brummer.proxy.http;

import dev.brummer.proxy.http.message.MalformedMessageException;
import io.netty.buffer.ByteBuf;
import io.netty.util.ReferenceCountUtil;

/// Relays bytes in both directions after `101 Switching Protocols` or CONNECT. Each direction ends
/// independently and is suspended while its receiver is not writable.
final class Tunnel implements ConnectionTask, UpstreamListener {
  private final ClientConnection client;
  private final UpstreamConnection upstreamConnection;
  private boolean clientEnded;
  private boolean upstreamEnded;

  Tunnel(ClientConnection client, UpstreamConnection upstreamConnection) {
    this.client = client;
    this.upstreamConnection = upstreamConnection;
  }

  /// Starts relaying; bytes already received behind the switch are relayed, too.
  void open() {
    upstreamConnection.attach(this);
    client.switchTo(this);
    client.removeEncoder();
    upstreamConnection.removeEncoder();
    client.removeDecoder();
    upstreamConnection.removeDecoder();
  }

  @Override
  public void onClientMessage(Object message) {
    if (message instanceof ByteBuf) {
      upstreamConnection.write(message);
      upstreamConnection.flush();
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public boolean isReady() {
    return upstreamConnection.isWritable();
  }

  @Override
  public void onUpstreamMessage(Object message) {
    if (message instanceof ByteBuf) {
      client.write(message);
      if (!client.isWritable()) {
        upstreamConnection.setAutoRead(false);
      }
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void onUpstreamReadComplete() {
    client.flush();
  }

  @Override
  public void onClientWritabilityChanged(boolean writable) {
    upstreamConnection.setAutoRead(writable);
  }

  @Override
  public void onUpstreamWritabilityChanged(boolean writable) {
    client.resume();
  }

  @Override
  public void onClientInputClosed() {
    clientEnded = true;
    upstreamConnection.shutdownOutput();
    closeIfBothEnded();
  }

  @Override
  public void onUpstreamInputClosed() {
    upstreamEnded = true;
    client.shutdownOutput();
    closeIfBothEnded();
  }

  private void closeIfBothEnded() {
    if (clientEnded && upstreamEnded) {
      upstreamConnection.close();
      client.close();
    }
  }

  @Override
  public void onClientDisconnected() {
    upstreamConnection.close();
  }

  @Override
  public void onUpstreamDisconnected() {
    client.close();
  }

  @Override
  public void reject(MalformedMessageException reason) {
    upstreamConnection.close();
    client.close();
  }

  @Override
  public void checkTimeouts(long nowNanos) {}
}
