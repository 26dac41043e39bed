package dev.brummer.engine.script;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A command that a project file declares or implies.
///
/// @param name unique within a discovery; `package:script` in workspaces
/// @param localName name in its file, without that of the package
/// @param group heading in lists: the package name, "Procfile", "Makefile" … Scripts that are the
///   parts of another one have its name
/// @param owner group that it has as a script of its own, and that qualifies its name
/// @param command argument vector, program first
/// @param directory working directory
/// @param origin file that declares it
/// @param line line in that file, from 1; 0 if it has none
/// @param description one line for lists, usually the command text
/// @param startsWithGroup whether starting its whole group starts it: its file lists processes to
///   run together, or it runs until it is stopped. Other scripts (`clean`, `deploy`) start only by
///   name.
/// @param folded whether lists show it only on request: hooks, checks, and a script whose parts are
///   listed as a group of its name
/// @param requirements scripts that start before it or beside it
/// @param programs directories that precede those of `PATH`
public record Script(
    String name,
    String localName,
    String group,
    String owner,
    List<String> command,
    Path directory,
    Path origin,
    int line,
    String description,
    boolean startsWithGroup,
    boolean folded,
    List<Requirement> requirements,
    List<Path> programs) {
  /// A script that another one needs.
  ///
  /// @param completes whether it ends successfully before the other one starts; otherwise it only
  ///   starts before
  public record Requirement(String script, boolean completes) {}

  public Script {
    command = List.copyOf(command);
    requirements = List.copyOf(requirements);
    programs = List.copyOf(programs);
  }

  /// A script without requirements that lists show.
  public Script(
      String name,
      String group,
      List<String> command,
      Path directory,
      Path origin,
      int line,
      String description,
      boolean startsWithGroup) {
    this(
        name,
        name,
        group,
        group,
        command,
        directory,
        origin,
        line,
        description,
        startsWithGroup,
        false,
        List.of(),
        List.of());
  }

  /// A copy with another name.
  Script named(String other) {
    return copy(other, localName, group, startsWithGroup, folded, requirements, programs);
  }

  /// A copy with the name that its file has for it.
  public Script local(String other) {
    return copy(name, other, group, startsWithGroup, folded, requirements, programs);
  }

  /// A copy that is a part of the script `group`, and starts with its other parts.
  Script partOf(String other) {
    return copy(name, localName, other, true, false, requirements, programs);
  }

  /// A copy that starts with its group, or not.
  Script startingWithGroup(boolean value) {
    return copy(name, localName, group, value, folded, requirements, programs);
  }

  /// A copy that lists show only on request, and that starts only by name.
  Script fold() {
    return copy(name, localName, group, false, true, requirements, programs);
  }

  /// A copy that lists show.
  Script unfold() {
    return copy(name, localName, group, startsWithGroup, false, requirements, programs);
  }

  /// A copy that needs other scripts.
  Script requiring(List<Requirement> others) {
    return copy(name, localName, group, startsWithGroup, folded, others, programs);
  }

  /// A copy that finds programs in more directories.
  public Script withPrograms(List<Path> directories) {
    return copy(name, localName, group, startsWithGroup, folded, requirements, directories);
  }

  /// A copy that belongs to a part of a project: `part:name`, in the group of the part, or in
  /// `part:group` if it is itself part of a script.
  ///
  /// @param siblings names of all scripts of the part
  Script inPart(String part, Set<String> siblings) {
    return new Script(
        part + ":" + name,
        localName,
        siblings.contains(group) ? part + ":" + group : part,
        part,
        command,
        directory,
        origin,
        line,
        description,
        startsWithGroup,
        folded,
        requirements.stream()
            .map(it -> new Requirement(part + ":" + it.script(), it.completes()))
            .toList(),
        programs);
  }

  private Script copy(
      String newName,
      String newLocalName,
      String newGroup,
      boolean starts,
      boolean isFolded,
      List<Requirement> newRequirements,
      List<Path> newPrograms) {
    return new Script(
        newName,
        newLocalName,
        newGroup,
        owner,
        command,
        directory,
        origin,
        line,
        description,
        starts,
        isFolded,
        newRequirements,
        newPrograms);
  }

  /// The command of a tool that takes the name of a script. `--` precedes a name that it would read
  /// as an option.
  static List<String> command(String name, List<String> tool) {
    List<String> command = new ArrayList<>(tool);
    if (name.startsWith("-")) {
      command.add("--");
    }
    command.add(name);
    return List.copyOf(command);
  }

  static List<String> command(String name, String... tool) {
    return command(name, List.of(tool));
  }
}
