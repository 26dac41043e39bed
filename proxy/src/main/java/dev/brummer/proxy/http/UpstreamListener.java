package dev.brummer.proxy.http;

/// Receives events from an upstream connection. Confined to the connection's event loop.
interface UpstreamListener {
  /// Takes ownership of a message from the server: a [io.netty.handler.codec.http.HttpObject], in a
  /// tunnel a [io.netty.buffer.ByteBuf].
  void onUpstreamMessage(Object message);

  /// Reports that all currently readable bytes are read.
  void onUpstreamReadComplete();

  /// Reports a change of the upstream connection's writability.
  void onUpstreamWritabilityChanged(boolean writable);

  /// Reports that the server closed its output; it may still read. Tunnels only.
  void onUpstreamInputClosed();

  /// Reports that the upstream connection is closed.
  void onUpstreamDisconnected();
}
