package dev.brummer.proxy.http;

/// Who listens to a connection to a server. Confined to the connection's event loop.
interface UpstreamListener {
  /// Takes over what the server sent: a [io.netty.handler.codec.http.HttpObject], in a tunnel a
  /// [io.netty.buffer.ByteBuf].
  void upstream(Object message);

  /// What was readable has been read.
  void upstreamPause();

  /// The server takes bytes again, or no longer.
  void upstreamWritable(boolean writable);

  /// The server will send nothing more but still listens. Only in tunnels.
  void upstreamEnded();

  /// The connection is gone.
  void upstreamGone();
}
