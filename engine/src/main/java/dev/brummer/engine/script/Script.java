package dev.brummer.engine.script;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A command that a project file declares or implies.
///
/// @param name unique within a discovery; `package:script` in workspaces
/// @param group heading in lists: the package name, "Procfile", "Makefile" …
/// @param command argument vector, program first
/// @param directory working directory
/// @param origin file that declares it
/// @param line line in that file, from 1; 0 if it has none
/// @param description one line for lists, usually the command text
/// @param startsWithGroup whether starting its whole group starts it: its file lists processes to
///   run together, or it runs until it is stopped. Other scripts (`clean`, `deploy`) start only by
///   name.
public record Script(
    String name,
    String group,
    List<String> command,
    Path directory,
    Path origin,
    int line,
    String description,
    boolean startsWithGroup) {
  /// The command of a tool that takes the name of a script. `--` precedes a name that it would read
  /// as an option.
  static List<String> command(String name, String... tool) {
    List<String> command = new ArrayList<>(List.of(tool));
    if (name.startsWith("-")) {
      command.add("--");
    }
    command.add(name);
    return List.copyOf(command);
  }
}
