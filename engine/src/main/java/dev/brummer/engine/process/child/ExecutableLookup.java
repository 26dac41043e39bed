package dev.brummer.engine.process.child;

import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.SearchPath;
import dev.brummer.engine.process.os.LaunchException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Resolves the program of a command as a shell does: a name with a slash is a path, any other name
/// is searched for in a `PATH`, usually the child's own. Reports each failure in one sentence.
final class ExecutableLookup {
  private ExecutableLookup() {}

  /// @param environment contains the `PATH`
  static Path find(ProcessSpec spec, Map<String, String> environment) throws LaunchException {
    if (spec.command().isEmpty()) {
      throw new LaunchException("no command", "no command is configured");
    }
    checkDirectory(spec.directory());
    String name = spec.command().getFirst();
    return name.indexOf('/') >= 0
        ? requireExecutable(spec.directory().resolve(name), name)
        : findInPath(name, spec.directory(), SearchPath.of(environment));
  }

  private static void checkDirectory(Path directory) throws LaunchException {
    if (!Files.exists(directory)) {
      throw new LaunchException("no directory", "working directory does not exist: " + directory);
    }
    if (!Files.isDirectory(directory) || !Files.isExecutable(directory)) {
      throw new LaunchException(
          "no directory", "working directory is not accessible: " + directory);
    }
  }

  private static Path findInPath(String name, Path directory, SearchPath path)
      throws LaunchException {
    Path unusable = null;
    for (Path candidate : path.candidates(name, directory)) {
      if (problem(candidate) == null) {
        return candidate;
      }
      if (unusable == null && Files.isRegularFile(candidate)) {
        unusable = candidate;
      }
    }
    if (unusable != null) {
      throw new LaunchException("not executable", unusable + " is not executable (chmod +x)");
    }
    throw new LaunchException(
        "not found", "command not found: " + name + " (is it installed and in PATH?)");
  }

  private static Path requireExecutable(Path file, String name) throws LaunchException {
    String problem = problem(file);
    if (problem == null) {
      return file;
    }
    String reason = Files.exists(file) ? "not executable" : "not found";
    throw new LaunchException(reason, "command " + name + " " + problem);
  }

  private static @Nullable String problem(Path file) {
    if (!Files.exists(file)) {
      return "does not exist: " + file;
    }
    if (Files.isDirectory(file)) {
      return "is a directory";
    }
    return Files.isExecutable(file) ? null : "is not executable (chmod +x " + file + ")";
  }
}
