package dev.brummer.engine.process;

/// How a child that runs a script of a `package.json` was started.
///
/// @param runner that started it
/// @param reason a phrase that explains [ScriptRunner#MANAGER]; empty for the other
public record StartMethod(ScriptRunner runner, String reason) {
  /// How scripts of a `package.json` are started.
  public enum ScriptRunner {
    /// By the shell, as the package manager would start them, where that is certain.
    DIRECT,
    /// By the package manager.
    MANAGER
  }

  /// A sentence without a full stop: `without its package manager`.
  public String describe() {
    return switch (runner) {
      case DIRECT -> "without its package manager";
      case MANAGER -> "by its package manager: " + reason;
    };
  }
}
