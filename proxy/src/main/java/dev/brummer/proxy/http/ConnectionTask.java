package dev.brummer.proxy.http;

import dev.brummer.proxy.http.message.MalformedMessageException;

/// What a client connection is busy with: one request and its answer, or a tunnel. A connection has
/// one turn at a time. Confined to the connection's event loop.
interface ConnectionTask {
  /// Takes over what the client sent: a [io.netty.handler.codec.http.HttpContent], in a tunnel a
  /// [io.netty.buffer.ByteBuf].
  void take(Object message) throws MalformedMessageException;

  /// Whether [#take] may be called now.
  boolean ready();

  /// The client broke a rule: ends the turn.
  void refuse(MalformedMessageException reason);

  /// The client takes bytes again, or no longer.
  void clientWritable(boolean writable);

  /// The client will send nothing more but may still listen.
  void clientEnded();

  /// The connection is gone.
  void clientGone();

  /// Looks at its time limits. Called about every second.
  void check(long nowNanos);
}
