package dev.brummer.perf.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Command, working directory and environment of a program under measurement.
///
/// @param environment added to the environment of this process
public record ProgramStart(Path directory, Map<String, String> environment, List<String> command) {
  /// Printed by the shell directly before it becomes the program.
  static final char START_MARKER = 1;

  /// Variables that change what programs print.
  private static final Set<String> REMOVED = Set.of("CI", "NO_COLOR", "FORCE_COLOR");

  public ProgramStart {
    environment = Map.copyOf(environment);
    command = List.copyOf(command);
  }

  /// Returns a builder for a launcher of the program, with the environment of the program but for
  /// its mark.
  ProcessBuilder builder(List<String> launcher) {
    ProcessBuilder builder =
        new ProcessBuilder(launcher).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("BRUMMER_"));
    builder.environment().keySet().removeAll(REMOVED);
    builder.environment().put("TERM", "xterm-256color");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(environment);
    return builder;
  }

  /// Returns the shell command that prints [#START_MARKER] and becomes the program. Only from then
  /// on do processes carry the mark of the tree.
  ///
  /// @param setUp runs before the marker
  /// @param redirection of the program, such as `>file`
  String shellCommand(ProgramTree tree, String setUp, String redirection) {
    List<String> words = new ArrayList<>();
    command.forEach(word -> words.add(quoted(word)));
    return setUp
        + "export "
        + tree.mark()
        + "; printf '\\001'; exec "
        + String.join(" ", words)
        + redirection;
  }

  /// Returns a word as the shell reads it literally.
  static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
