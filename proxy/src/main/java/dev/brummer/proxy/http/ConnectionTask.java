package dev.brummer.proxy.http;

import dev.brummer.proxy.http.message.MalformedMessageException;

/// The work a client connection performs: one request with its response, or a tunnel. A connection
/// has one task at a time. Confined to the connection's event loop.
interface ConnectionTask {
  /// Takes ownership of a message from the client: a [io.netty.handler.codec.http.HttpContent], in
  /// a tunnel a [io.netty.buffer.ByteBuf].
  void onClientMessage(Object message) throws MalformedMessageException;

  /// Whether [#onClientMessage] may be called.
  boolean isReady();

  /// Ends the task because the client violated the protocol.
  void reject(MalformedMessageException reason);

  /// Reports a change of the client connection's writability.
  void onClientWritabilityChanged(boolean writable);

  /// Reports that the client closed its output; it may still read.
  void onClientInputClosed();

  /// Reports that the client connection is closed.
  void onClientDisconnected();

  /// Enforces the time limits. Called about once a second.
  void checkTimeouts(long nowNanos);
}
