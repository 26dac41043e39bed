package dev.brummer.engine.process.child;

import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.os.LaunchException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the file that a command names, the way a shell would: by path when there is a slash in it,
/// otherwise in the child's own `PATH`. Knows the sentence for everything that can be wrong.
final class ExecutableLookup {
  private ExecutableLookup() {}

  static Path find(ProcessSpec spec, Map<String, String> environment) throws LaunchException {
    if (spec.command().isEmpty()) {
      throw new LaunchException("no command", "there is no command to run");
    }
    checkDirectory(spec.directory());
    String name = spec.command().getFirst();
    return name.indexOf('/') >= 0
        ? requireExecutable(spec.directory().resolve(name), name)
        : findInPath(name, spec.directory(), environment.getOrDefault("PATH", "/usr/bin:/bin"));
  }

  private static void checkDirectory(Path directory) throws LaunchException {
    if (!Files.exists(directory)) {
      throw new LaunchException("no directory", "its directory does not exist: " + directory);
    }
    if (!Files.isDirectory(directory) || !Files.isExecutable(directory)) {
      throw new LaunchException("no directory", "its directory cannot be entered: " + directory);
    }
  }

  private static Path findInPath(String name, Path directory, String path) throws LaunchException {
    Path unusable = null;
    for (String folder : path.split(":", -1)) {
      Path candidate = directory.resolve(folder).resolve(name);
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
    String word = Files.exists(file) ? "not executable" : "not found";
    throw new LaunchException(word, "command " + name + " " + problem);
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
