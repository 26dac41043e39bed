package dev.brummer.engine.process;

/// How scripts of a `package.json` are started.
public enum ScriptRunner {
  /// By the shell, as the package manager would start them, where that is certain.
  DIRECT,
  /// By the package manager.
  MANAGER
}
