package dev.brummer.app.project.format;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a project file is read with.
///
/// @param directory directory that the other runner would have been started in: relative paths of
///   the processes are relative to it
/// @param environment environment of brummer
/// @param variables variables from `.env` files, which `environment` overrides
/// @param pty whether processes get a pseudo terminal unless their file says otherwise
public record ProjectContext(
    Path directory, Map<String, String> environment, Map<String, String> variables, boolean pty) {
  public ProjectContext {
    environment = Map.copyOf(environment);
    variables = Map.copyOf(variables);
  }

  /// All variables that a file can refer to.
  public Map<String, String> referencedVariables() {
    Map<String, String> all = new LinkedHashMap<>(variables);
    all.putAll(environment);
    return all;
  }
}
