package dev.brummer.app.mcp.install;

import java.util.List;

/// How a client reaches brummer's MCP server.
public sealed interface McpServerAddress {
  /// Name under which the server is registered.
  String NAME = "brummer";

  /// A program that speaks MCP on its standard streams.
  ///
  /// @param command program and arguments
  record Stdio(List<String> command) implements McpServerAddress {
    public Stdio {
      command = List.copyOf(command);
    }
  }

  /// The HTTP endpoint of a running brummer.
  record Http(String url, String token) implements McpServerAddress {}
}
