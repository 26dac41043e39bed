package dev.brummer.app.project;

import dev.brummer.app.program.UserException;
import dev.brummer.app.project.compose.ProcessComposeFormat;
import dev.brummer.app.project.docker.DockerComposeFormat;
import dev.brummer.app.project.format.ProjectContext;
import dev.brummer.app.project.format.ProjectFile;
import dev.brummer.app.project.format.ProjectFormat;
import dev.brummer.app.project.format.ProjectFormat.Precedence;
import dev.brummer.app.project.moon.MoonFormat;
import dev.brummer.app.project.mprocs.MprocsFormat;
import dev.brummer.app.project.taskfile.TaskfileFormat;
import dev.brummer.app.project.vscode.TasksFormat;
import dev.brummer.app.project.yaml.ProblemLog;
import dev.brummer.app.project.yaml.ProjectText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Finds and reads the files of other runners.
public final class ProjectFiles {
  private static final List<ProjectFormat> FORMATS =
      List.of(
          new ProcessComposeFormat(),
          new MprocsFormat(),
          new DockerComposeFormat(),
          new MoonFormat(),
          new TaskfileFormat(),
          new TasksFormat());

  private ProjectFiles() {}

  /// Whether a directory has a file of another runner.
  public static boolean exist(Path directory) {
    return FORMATS.stream().anyMatch(format -> !format.find(directory).isEmpty());
  }

  /// Reads the files of a directory, one project per kind.
  public static List<FoundFile> find(ProjectContext context) {
    List<FoundFile> all = new ArrayList<>();
    for (ProjectFormat format : FORMATS) {
      List<Path> files = format.find(context.directory());
      if (!files.isEmpty()) {
        all.add(new FoundFile(format.read(files, context), format.precedence()));
      }
    }
    return all;
  }

  /// A file that was not asked for.
  public record FoundFile(ProjectFile file, Precedence precedence) {}

  /// Reads the files of the command line. Files of one kind are one project, in which each file
  /// overrides those before it.
  ///
  /// @throws UserException if a file cannot be read, is of no known kind, or has nothing to run
  public static List<ProjectFile> read(List<Path> files, ProjectContext context) {
    SequencedMap<ProjectFormat, List<Path>> byFormat = new LinkedHashMap<>();
    for (Path file : files) {
      byFormat.computeIfAbsent(formatOf(file), _ -> new ArrayList<>()).add(file);
    }
    List<ProjectFile> all = new ArrayList<>();
    for (Map.Entry<ProjectFormat, List<Path>> kind : byFormat.entrySet()) {
      ProjectFile read = kind.getKey().read(kind.getValue(), context);
      if (read.processes().isEmpty()) {
        List<String> problems = read.problems();
        throw UserException.usage(
            problems.isEmpty() ? List.of(read.path() + ": declares no processes") : problems);
      }
      all.add(read);
    }
    return all;
  }

  private static ProjectFormat formatOf(Path file) {
    ProblemLog problems = new ProblemLog(file);
    String text = ProjectText.read(file, problems);
    if (text == null) {
      throw UserException.usage(problems.sentences());
    }
    return FORMATS.stream()
        .filter(format -> format.accepts(file, text))
        .findFirst()
        .orElseThrow(() ->
            UserException.usage(
                file
                    + ": unknown kind of file: expected a top-level key such as processes"
                    + " (process-compose) or procs (mprocs), a Procfile, or a brummer.toml"));
  }
}
