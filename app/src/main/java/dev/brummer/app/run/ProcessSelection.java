package dev.brummer.app.run;

import dev.brummer.app.program.UserException;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.text.NameGlob;
import dev.brummer.engine.text.Suggestions;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

/// Resolves names on the command line to processes. Pure.
public final class ProcessSelection {
  private ProcessSelection() {}

  /// Resolves each pattern, in order: the name of a process, a glob, or a group.
  ///
  /// @param warnings one sentence per file that could not be read
  /// @throws UserException if a pattern matches no process
  static SequencedSet<String> resolve(
      List<ProcessSpec> all, List<String> patterns, Path directory, List<String> warnings) {
    SequencedSet<String> chosen = new LinkedHashSet<>();
    if (!patterns.isEmpty() && all.isEmpty()) {
      throw nothingToRun(directory, warnings);
    }
    for (String pattern : patterns) {
      chosen.addAll(match(all, pattern, directory));
    }
    return chosen;
  }

  private static List<String> match(List<ProcessSpec> processes, String pattern, Path directory) {
    List<String> names = processes.stream().map(ProcessSpec::name).toList();
    List<String> matching = NameGlob.matching(pattern, names);
    if (!matching.isEmpty()) {
      return matching;
    }
    List<String> group =
        processes.stream()
            .filter(process -> process.group().equals(pattern))
            .map(ProcessSpec::name)
            .toList();
    if (group.isEmpty()) {
      throw unknownName(processes, pattern, directory);
    }
    return group;
  }

  private static UserException unknownName(
      List<ProcessSpec> processes, String pattern, Path directory) {
    Set<String> all = new TreeSet<>();
    processes.forEach(process -> all.add(process.name()));
    processes.forEach(process -> all.add(process.group()));
    return UserException.usage(
        "unknown script \""
            + pattern
            + "\" in "
            + directory
            + ": "
            + Suggestions.hint(pattern, all));
  }

  /// An error for a directory without run targets.
  ///
  /// @param warnings one sentence per file that could not be read; if any, they explain the error
  public static UserException nothingToRun(Path directory, List<String> warnings) {
    return UserException.usage(
        warnings.isEmpty()
            ? "nothing to run in "
                + directory
                + ": no brummer.toml, package.json, Procfile, Makefile, justfile or build file (Maven,"
                + " Gradle, Cargo, Go) found; change to a project directory, use --dir, or append a"
                + " command after --"
            : "nothing to run in " + directory + ": " + String.join("; ", warnings));
  }

  /// An error for a run without a UI and without names.
  ///
  /// @param command command line that needs names
  public static UserException noNames(List<ProcessSpec> all, String command) {
    return UserException.usage(
        "without the UI, name the processes to run: "
            + Suggestions.list(all.stream().map(ProcessSpec::name).toList())
            + " ("
            + command
            + " NAME…)");
  }
}
