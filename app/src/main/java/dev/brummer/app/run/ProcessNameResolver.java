package dev.brummer.app.run;

import dev.brummer.app.operation.ProcessSelector;
import dev.brummer.app.program.UserException;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.text.Suggestions;
import dev.brummer.engine.text.VisibleText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

/// Resolves names on the command line to processes. Pure.
public final class ProcessNameResolver {
  private ProcessNameResolver() {}

  /// Resolves each pattern, in order: the name of a process, alone or with its whole group
  /// (`@acme/lib:test`), a glob over either, or a group. Of a group, only the processes that
  /// [ProcessSpec#startsWithGroup] start. The name of a folded process means the group of that name
  /// if there is one ([ProcessSpec#standsForGroup]).
  ///
  /// @param warnings one sentence per file that could not be read; receives one per group that is
  ///   started in part
  /// @throws UserException if a pattern matches no process, or a group has none to start
  static SequencedSet<String> resolve(
      List<ProcessSpec> all,
      List<String> patterns,
      ProjectDirectory project,
      List<String> warnings) {
    SequencedSet<String> chosen = new LinkedHashSet<>();
    if (!patterns.isEmpty() && all.isEmpty()) {
      throw nothingToRun(project, warnings);
    }
    for (String pattern : patterns) {
      List<String> matching =
          ProcessSpec.standsForGroup(all, pattern)
              ? List.of()
              : ProcessSelector.matching(all, pattern);
      chosen.addAll(matching.isEmpty() ? group(all, pattern, project, warnings) : matching);
    }
    String ambiguity = ProcessSelector.describeAmbiguity(all, patterns);
    if (!ambiguity.isEmpty()) {
      warnings.add(ambiguity);
    }
    return chosen;
  }

  private static List<String> group(
      List<ProcessSpec> processes,
      String pattern,
      ProjectDirectory project,
      List<String> warnings) {
    List<ProcessSpec> members = ProcessSelector.group(processes, pattern);
    if (members.isEmpty()) {
      throw unknownName(processes, pattern, project);
    }
    List<String> started = names(members, true);
    List<String> rest = names(members, false);
    if (started.isEmpty()) {
      throw UserException.usage(
          "group "
              + VisibleText.quoted(pattern)
              + " has nothing that runs until it is stopped: name what to run: "
              + Suggestions.list(rest));
    }
    if (!rest.isEmpty()) {
      warnings.add(
          "of group "
              + VisibleText.quoted(pattern)
              + ", started "
              + Suggestions.list(started)
              + "; start by name: "
              + Suggestions.list(rest));
    }
    return started;
  }

  private static List<String> names(List<ProcessSpec> members, boolean startsWithGroup) {
    return members.stream()
        .filter(process -> process.startsWithGroup() == startsWithGroup)
        .map(ProcessSpec::name)
        .toList();
  }

  private static UserException unknownName(
      List<ProcessSpec> processes, String pattern, ProjectDirectory project) {
    Set<String> all = new TreeSet<>();
    processes.forEach(process -> all.add(process.name()));
    processes.forEach(process -> all.add(process.group()));
    return UserException.usage(
        "unknown script "
            + VisibleText.quoted(pattern)
            + " in "
            + VisibleText.named(project.path())
            + ": "
            + Suggestions.hint(pattern, all));
  }

  /// An error for a directory without run targets.
  ///
  /// @param warnings one sentence per file that could not be read; if any, they explain the error
  public static UserException nothingToRun(ProjectDirectory project, List<String> warnings) {
    String where = "nothing to run in " + project.path() + project.searched();
    return UserException.usage(
        warnings.isEmpty()
            ? where
                + ", nor in the directories in it: no brummer.toml, package.json, deno.json, Procfile,"
                + " Makefile, justfile, Taskfile.yml, mise.toml, compose.yaml, process-compose.yaml,"
                + " mprocs.yaml, .vscode/tasks.json, or project of Python, Ruby, PHP, Elixir, .NET,"
                + " Maven, Gradle, Cargo or Go found; change to a project directory, use --dir, or"
                + " append a command after --"
            : where + ": " + String.join("; ", warnings));
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
