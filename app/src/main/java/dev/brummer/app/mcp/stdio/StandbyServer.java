package dev.brummer.app.mcp.stdio;

import dev.brummer.app.mcp.ProjectServer;
import dev.brummer.app.mcp.protocol.McpConnection;
import dev.brummer.app.mcp.protocol.McpServer;
import dev.brummer.app.mcp.protocol.ServerChanges;
import dev.brummer.app.mcp.protocol.ServerObserver;
import java.util.List;
import java.util.Set;

/// Answers a client while no brummer runs: the handshake and the lists, which are the same in every
/// project. Used by one thread.
final class StandbyServer implements AutoCloseable {
  private static final Set<String> LOCAL_METHODS =
      Set.of(
          "initialize",
          "ping",
          "server/discover",
          "tools/list",
          "prompts/list",
          "resources/list",
          "resources/templates/list",
          "resources/unsubscribe");

  private final McpConnection local;

  StandbyServer(ClientOutput output, String version) {
    McpServer server =
        new McpServer(
            ProjectServer.definition(
                version,
                () -> {
                  throw new IllegalStateException("no brummer runs");
                },
                (_, _) -> List.of()),
            ServerObserver.NONE,
            new ServerChanges());
    local = new McpConnection(server, "stdio", output);
  }

  /// Whether only a run can answer this method.
  static boolean needsRun(String method) {
    return !LOCAL_METHODS.contains(method);
  }

  /// Answers a message, now or on another thread.
  void accept(byte[] line, int length) {
    local.accept(line, length);
  }

  void rejectLongMessage() {
    local.rejectLongMessage();
  }

  /// Waits until everything is answered.
  void awaitIdle() {
    local.awaitIdle();
  }

  @Override
  public void close() {
    local.close();
  }
}
