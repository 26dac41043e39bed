package dev.brummer.app.operation;

import dev.brummer.engine.process.ProcessGroups;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.text.NameGlob;
import dev.brummer.engine.text.Suggestions;
import dev.brummer.engine.text.VisibleText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Resolves names, globs and groups to processes. Pure.
public final class ProcessSelector {
  /// Selects all processes.
  static final String ALL = "all";

  /// Precedes the name of a group.
  private static final String GROUP_MARK = "@";

  private ProcessSelector() {}

  /// The names of the processes that match a pattern: the name of a process, alone or with its
  /// whole group, or a glob over either. Groups are not considered.
  public static List<String> matching(List<ProcessSpec> processes, String pattern) {
    List<String> names = processes.stream().map(ProcessSpec::name).toList();
    List<String> matching = NameGlob.matching(pattern, names);
    if (!matching.isEmpty()) {
      return matching;
    }
    List<String> qualified = processes.stream().map(ProcessSpec::qualifiedName).toList();
    Set<String> matchingQualified = Set.copyOf(NameGlob.matching(pattern, qualified));
    return processes.stream()
        .filter(process -> matchingQualified.contains(process.qualifiedName()))
        .map(ProcessSpec::name)
        .toList();
  }

  /// The processes that match any of the patterns, in the order of their ids.
  ///
  /// @param toStart of a group or `all`, selects what [ProcessSpec#startsWithGroup] starts
  /// @param others further processes whose names help against a mistyped one
  /// @throws OperationException of kind `UNKNOWN_NAME` or `NOTHING_MATCHES`
  static List<ProcessInfo> select(
      List<ProcessInfo> all, List<String> patterns, boolean toStart, List<ProcessSpec> others)
      throws OperationException {
    List<ProcessSpec> specs = all.stream().map(ProcessInfo::spec).toList();
    Set<String> chosen = new LinkedHashSet<>();
    for (String pattern : patterns) {
      List<String> matching = matching(specs, pattern);
      if (ProcessSpec.standsForGroup(specs, pattern)) {
        chosen.addAll(group(specs, pattern, toStart, others));
        matching = toStart ? List.of() : matching;
      }
      chosen.addAll(matching.isEmpty() ? group(specs, pattern, toStart, others) : matching);
    }
    return all.stream().filter(info -> chosen.contains(info.name())).toList();
  }

  /// The members of a group by its name, or by `@` and its name where a process has the same name.
  public static List<ProcessSpec> group(List<ProcessSpec> processes, String pattern) {
    return ProcessGroups.members(processes, ProcessSpec::group, pattern);
  }

  /// A sentence about names that are both that of a process and that of a group with other members:
  /// the process is meant. Empty for other names.
  public static String describeAmbiguity(List<ProcessSpec> processes, List<String> names) {
    List<String> sentences = new ArrayList<>();
    for (String name : names) {
      boolean process = processes.stream().anyMatch(it -> it.name().equals(name));
      boolean others =
          processes.stream().anyMatch(it -> it.group().equals(name) && !it.name().equals(name));
      if (process && others && !ProcessSpec.standsForGroup(processes, name)) {
        sentences.add(
            VisibleText.of(name)
                + " means the process; for the group of this name write "
                + GROUP_MARK
                + VisibleText.of(name));
      }
    }
    return String.join("; ", sentences);
  }

  private static List<String> group(
      List<ProcessSpec> specs, String pattern, boolean toStart, List<ProcessSpec> others)
      throws OperationException {
    List<ProcessSpec> members = new ArrayList<>(specs);
    if (!pattern.equals(ALL)) {
      members.retainAll(group(specs, pattern));
      if (members.isEmpty()) {
        List<ProcessSpec> known = new ArrayList<>(specs);
        known.addAll(others);
        throw unknown(known, pattern);
      }
    }
    List<String> names = members.stream().map(ProcessSpec::name).toList();
    if (!toStart) {
      return names;
    }
    List<String> started =
        members.stream().filter(ProcessSpec::startsWithGroup).map(ProcessSpec::name).toList();
    if (started.isEmpty()) {
      throw new OperationException(
          OperationException.Kind.NOTHING_MATCHES,
          (pattern.equals(ALL) ? "the project" : "group " + VisibleText.quoted(pattern))
              + " has nothing that runs until it is stopped",
          "name what to run: " + Suggestions.list(names));
    }
    return started;
  }

  private static OperationException unknown(List<ProcessSpec> specs, String pattern) {
    Set<String> names = new TreeSet<>();
    specs.forEach(spec -> names.add(spec.name()));
    specs.stream().map(ProcessSpec::group).filter(it -> !it.isEmpty()).forEach(names::add);
    return new OperationException(
        OperationException.Kind.UNKNOWN_NAME,
        "no process, group or script is named " + VisibleText.quoted(pattern),
        Suggestions.hint(pattern, names));
  }
}
