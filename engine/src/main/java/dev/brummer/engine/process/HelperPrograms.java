package dev.brummer.engine.process;

import java.util.List;

/// Marks programs that brummer starts for itself and that may outlive it: a browser, an editor.
///
/// brummer adopts the orphans of all its children. The mark tells those programs from the orphans
/// of managed processes, which end with brummer.
public final class HelperPrograms {
  /// Name of the environment variable that is the mark.
  public static final String VARIABLE = "BRUMMER_HELPER";

  private HelperPrograms() {}

  /// Prepares a program that is no managed process.
  public static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put(VARIABLE, Long.toString(ProcessHandle.current().pid()));
    return builder;
  }
}
