package dev.brummer.app.project.format;

import dev.brummer.engine.process.ProcessSpec;
import java.nio.file.Path;
import java.util.List;

/// The processes that a file of another runner declares.
///
/// @param path the file, of several the first
/// @param processes in file order
/// @param environmentFiles env files that it names
/// @param problems one sentence each, with file, line and column
public record ProjectFile(
    Path path,
    List<DeclaredProcess> processes,
    List<Path> environmentFiles,
    List<String> problems) {
  public ProjectFile {
    processes = List.copyOf(processes);
    environmentFiles = List.copyOf(environmentFiles);
    problems = List.copyOf(problems);
  }

  /// A file without usable processes.
  public static ProjectFile unusable(Path path, List<String> problems) {
    return new ProjectFile(path, List.of(), List.of(), problems);
  }

  /// The file name, the default group of the processes.
  public String name() {
    return String.valueOf(path.getFileName());
  }

  /// A process of a project file.
  ///
  /// @param autostart whether the other runner starts it by itself
  /// @param line line that declares it, from 1
  /// @param description text for lists
  public record DeclaredProcess(
      ProcessSpec spec, boolean autostart, int line, String description) {}
}
