package dev.brummer.app.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;

/// What the value of an option or parameter is, by its label in the help. Labels have one meaning
/// in all commands, except `NAME`, which depends on the command.
enum ValueKind {
  FILES,
  DIRECTORIES,
  TARGETS,
  PROCESSES,
  /// `all` or `any`, or a name of the command line.
  UNTIL,
  INSTANCES,
  SESSIONS,
  COMMANDS,
  /// Keys of the configuration.
  KEYS,
  /// A constant of the parser's model: an enum, or declared candidates.
  CONSTANTS,
  /// Any text.
  FREE;

  private static final Map<String, ValueKind> BY_LABEL =
      Map.ofEntries(
          Map.entry("PATH", DIRECTORIES),
          Map.entry("DIR", DIRECTORIES),
          Map.entry("RUN", DIRECTORIES),
          Map.entry("A", DIRECTORIES),
          Map.entry("B", DIRECTORIES),
          Map.entry("FILE", FILES),
          Map.entry("WHAT", UNTIL),
          Map.entry("WHOSE", UNTIL),
          Map.entry("PID", INSTANCES),
          Map.entry("WHICH", SESSIONS),
          Map.entry("COMMAND", COMMANDS),
          Map.entry("KEY", KEYS));

  /// Commands whose `NAME` is something that can run in the project.
  private static final Set<String> OF_TARGETS = Set.of("run", "up", "graph");

  private static final Map<String, NameSource.ProcessGroup> GROUPS =
      Map.of(
          "start", NameSource.ProcessGroup.NOT_ALIVE,
          "stop", NameSource.ProcessGroup.ALIVE,
          "kill", NameSource.ProcessGroup.ALIVE,
          "restart", NameSource.ProcessGroup.STARTED,
          "why", NameSource.ProcessGroup.STARTED,
          "open", NameSource.ProcessGroup.WITH_URL);

  /// The kind of an argument of a command.
  static ValueKind of(String command, ArgSpec argument) {
    if (argument.completionCandidates() != null) {
      return CONSTANTS;
    }
    String label = argument.paramLabel();
    if (label.equals("NAME")) {
      return OF_TARGETS.contains(command) ? TARGETS : PROCESSES;
    }
    return BY_LABEL.getOrDefault(label, FREE);
  }

  /// The processes that a command is for.
  static NameSource.ProcessGroup group(String command) {
    return GROUPS.getOrDefault(command, NameSource.ProcessGroup.ALL);
  }

  /// The constants of an argument, as they are typed.
  static List<Candidate> constants(ArgSpec argument) {
    Iterable<String> candidates = argument.completionCandidates();
    if (candidates == null) {
      return List.of();
    }
    boolean isEnum = argument.auxiliaryTypes()[0].isEnum();
    List<Candidate> all = new ArrayList<>();
    for (String it : candidates) {
      all.add(new Candidate(isEnum ? it.toLowerCase(Locale.ROOT) : it, ""));
    }
    return all;
  }
}
