package dev.brummer.app.mcp.protocol;

import java.util.List;

/// Revisions of MCP that the server speaks, and the two generations they belong to.
public final class ProtocolVersion {
  /// The stateless generation: no handshake, each request carries the version and the client.
  public static final String STATELESS = "2026-07-28";

  /// Revisions with a handshake and a session, newest first.
  public static final List<String> WITH_SESSIONS =
      List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

  private ProtocolVersion() {}

  /// The requested revision if the server speaks it, otherwise the newest one with sessions.
  static String negotiate(String requested) {
    return WITH_SESSIONS.contains(requested) ? requested : WITH_SESSIONS.getFirst();
  }
}
