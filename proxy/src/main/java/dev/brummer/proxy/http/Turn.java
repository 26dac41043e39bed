package dev.brummer.proxy.http;

import io.netty.buffer.ByteBuf;

/// What a client connection is busy with: one request and its answer, or a tunnel. A connection has
/// one turn at a time. Confined to the connection's event loop.
interface Turn {
  /// Takes from `in` what belongs to it and leaves the rest.
  void take(ByteBuf in) throws Malformed;

  /// Whether the client should send more now, with `waiting` bytes not taken yet.
  boolean wantsBytes(int waiting);

  /// The client's bytes broke a rule: ends the turn.
  void refuse(Malformed reason);

  /// The client takes bytes again, or no longer.
  void clientWritable(boolean writable);

  /// The client will send nothing more but may still listen.
  void clientEnded();

  /// The connection is gone.
  void clientGone();

  /// Looks at its time limits. Called about every second.
  void check(long nowNanos);
}
