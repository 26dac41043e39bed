package dev.brummer.app.project.format;

import dev.brummer.app.project.yaml.ProblemLog;
import dev.brummer.engine.process.ProcessSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

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

  /// A file that names no env files, with the dependencies that can be met.
  ///
  /// @param drafts by their names, in file order
  public static ProjectFile of(
      Path path, SequencedMap<String, ProcessDraft> drafts, ProblemLog problems) {
    List<DeclaredProcess> processes =
        DependencyResolver.resolve(new ArrayList<>(drafts.values()), problems);
    return new ProjectFile(path, processes, List.of(), problems.sentences());
  }

  /// A file without usable processes.
  public static ProjectFile unusable(Path path, List<String> problems) {
    return new ProjectFile(path, List.of(), List.of(), problems);
  }

  /// The file name, the default group of the processes and the qualifier of their names; of a file
  /// in `.moon` the name of the tool, as its own is none of a tool.
  public String name() {
    Path parent = path.getParent();
    return parent != null && parent.endsWith(".moon") ? "moon" : String.valueOf(path.getFileName());
  }

  /// A process of a project file.
  ///
  /// @param autostart whether the other runner starts it by itself
  /// @param origin file that declares it: that of the project, or one that it includes
  /// @param line line in that file, from 1
  /// @param description text for lists
  public record DeclaredProcess(
      ProcessSpec spec, boolean autostart, Path origin, int line, String description) {}
}
