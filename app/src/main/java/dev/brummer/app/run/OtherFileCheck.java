package dev.brummer.app.run;

import dev.brummer.app.config.DotEnvFile;
import dev.brummer.app.program.UserException;
import dev.brummer.app.project.ProjectFiles;
import dev.brummer.app.project.format.ProjectContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Checks single files of other runners, as `--file` reads them.
public final class OtherFileCheck {
  private OtherFileCheck() {}

  /// Whether a file has the format of brummer.toml.
  public static boolean isConfiguration(Path file) {
    return !RequestedFiles.of(List.of(file)).configurations().isEmpty();
  }

  /// One sentence for each problem of a file; empty for a file without any.
  ///
  /// @param project directory that the processes of the file run in
  public static List<String> problems(Path project, Path file, Map<String, String> environment) {
    RequestedFiles files = RequestedFiles.of(List.of(file));
    try {
      List<String> problems = new ArrayList<>(files.scripts().warnings());
      Map<String, String> variables =
          DotEnvFile.load(project, List.of(), environment, problems::add);
      ProjectContext context = new ProjectContext(project, environment, variables, true);
      ProjectFiles.read(files.projects(), context)
          .forEach(read -> problems.addAll(read.problems()));
      return problems;
    } catch (UserException unusable) {
      return unusable.sentences();
    }
  }
}
