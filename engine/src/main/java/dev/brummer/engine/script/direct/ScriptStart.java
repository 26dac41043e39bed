package dev.brummer.engine.script.direct;

import java.util.List;
import java.util.Map;

/// How a command that calls a script of a `package.json` is started.
public sealed interface ScriptStart {
  /// The shell runs the script, with the environment that the manager would give it.
  ///
  /// @param command argument vector, program first
  /// @param environment all variables
  record Direct(List<String> command, Map<String, String> environment) implements ScriptStart {}

  /// The manager runs the script.
  ///
  /// @param reason a phrase such as `.npmrc sets foo`
  record ByManager(String reason) implements ScriptStart {}
}
