package dev.brummer.proxy.http;

/// Who listens to a connection to a server. Confined to the connection's event loop.
interface UpstreamListener {
  /// Takes over what the server sent: a [io.netty.handler.codec.http.HttpObject], in a tunnel a
  /// [io.netty.buffer.ByteBuf].
  void onUpstreamMessage(Object message);

  /// What was readable has been read.
  void onUpstreamReadComplete();

  /// The server takes bytes again, or no longer.
  void onUpstreamWritabilityChanged(boolean writable);

  /// The server will send nothing more but still listens. Only in tunnels.
  void onUpstreamInputClosed();

  /// The connection is gone.
  void onUpstreamDisconnected();
}
