package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// Receives what clients do, and decides what they may do. Called on the threads of requests; must
/// not block.
public interface ServerObserver {
  /// Ignores everything and permits everything.
  ServerObserver NONE =
      new ServerObserver() {
        @Override
        public void connected(String client, ClientIdentity identity, String transport) {}

        @Override
        public void called(CallReport report) {}

        @Override
        public void disconnected(String client, String reason) {}
      };

  /// @param client label of the client, unique among the connected ones
  void connected(String client, ClientIdentity identity, String transport);

  void called(CallReport report);

  void disconnected(String client, String reason);

  /// A handler threw an unexpected exception; the client was told of an internal error.
  default void failed(String method, RuntimeException failure) {}

  /// Reason why this client may not call a tool that changes something; null if it may.
  default @Nullable String refusal(ClientIdentity client, Tool tool) {
    return null;
  }

  /// One finished call.
  ///
  /// @param client label of the client
  /// @param tool name of the tool, or the method if it was no tool
  /// @param effect what the call did
  /// @param response texts of the response, joined
  record CallReport(
      String client,
      String tool,
      String summary,
      boolean ok,
      long micros,
      ToolResult.Effect effect,
      ObjectNode arguments,
      String response) {}
}
