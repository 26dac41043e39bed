package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Where the messages of one request go. Called by the thread of the request, by its progress timer
/// and by the sender of its changes; blocks while the client reads slowly.
public interface ResponseChannel {
  /// Sends a message before the response. Dropped after the response and if the client is gone.
  void notify(ObjectNode notification);

  /// Sends the response. Exactly one of this and [#abandon] is called, once.
  ///
  /// @param httpStatus status of the response over HTTP
  void respond(ObjectNode response, int httpStatus);

  /// Ends a cancelled request without a response.
  void abandon();
}
