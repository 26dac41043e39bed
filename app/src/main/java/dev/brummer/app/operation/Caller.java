package dev.brummer.app.operation;

/// The client of an operation.
///
/// @param name of the client, such as "claude-code"; "brummer" for a verb
/// @param version of the client, empty if unknown
/// @param mayAct false for a client that may only read
public record Caller(String name, String version, Door door, boolean mayAct) {
  private static final int MAX_NAME = 40;

  public Caller {
    name = name.isBlank() ? "unknown client" : clip(name.strip());
    version = clip(version.strip());
  }

  private static String clip(String text) {
    return text.length() <= MAX_NAME ? text : text.substring(0, MAX_NAME);
  }

  /// The way by which a call arrives.
  public enum Door {
    CLI,
    MCP_STDIO,
    MCP_HTTP
  }

  /// A verb of the command line.
  public static Caller verb(String version) {
    return new Caller("brummer", version, Door.CLI, true);
  }

  /// The client in the cause of a state change: "claude-code", "the command line".
  public String label() {
    return door == Door.CLI ? "the command line" : name;
  }
}
