package dev.brummer.proxy.http;

import io.netty.buffer.ByteBuf;

/// Who listens to a connection to a server. Confined to the connection's event loop.
interface Upstream {
  /// Takes from `in` what it can use now and leaves the rest.
  void upstreamBytes(ByteBuf in);

  /// What was readable has been read.
  void upstreamPause();

  /// The server takes bytes again, or no longer.
  void upstreamWritable(boolean writable);

  /// The server will send nothing more but still listens. Only in tunnels.
  void upstreamEnded();

  /// The connection is gone.
  void upstreamGone();
}
