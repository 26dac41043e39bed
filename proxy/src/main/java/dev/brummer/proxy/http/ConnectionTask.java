package dev.brummer.proxy.http;

import dev.brummer.proxy.http.message.MalformedMessageException;

/// What a client connection is busy with: one request and its answer, or a tunnel. A connection has
/// one turn at a time. Confined to the connection's event loop.
interface ConnectionTask {
  /// Takes over what the client sent: a [io.netty.handler.codec.http.HttpContent], in a tunnel a
  /// [io.netty.buffer.ByteBuf].
  void onClientMessage(Object message) throws MalformedMessageException;

  /// Whether [#onClientMessage] may be called now.
  boolean isReady();

  /// The client broke a rule: ends the turn.
  void reject(MalformedMessageException reason);

  /// The client takes bytes again, or no longer.
  void onClientWritabilityChanged(boolean writable);

  /// The client will send nothing more but may still listen.
  void onClientInputClosed();

  /// The connection is gone.
  void onClientDisconnected();

  /// Looks at its time limits. Called about every second.
  void checkTimeouts(long nowNanos);
}
