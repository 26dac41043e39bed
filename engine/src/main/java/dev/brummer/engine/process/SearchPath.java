package dev.brummer.engine.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The directories of a `PATH` variable, in search order. An empty entry is the working directory.
public record SearchPath(List<String> directories) {
  /// Search path of an environment without `PATH`, as in POSIX shells.
  public static final String DEFAULT = "/usr/bin:/bin";

  public SearchPath {
    directories = List.copyOf(directories);
  }

  /// The search path of an environment.
  public static SearchPath of(Map<String, String> environment) {
    return new SearchPath(List.of(environment.getOrDefault("PATH", DEFAULT).split(":", -1)));
  }

  /// The files that a program name may refer to, existing or not.
  ///
  /// @param directory working directory that relative entries refer to
  public List<Path> candidates(String program, Path directory) {
    return directories.stream().map(entry -> directory.resolve(entry).resolve(program)).toList();
  }

  /// The first executable file of this name, null if there is none. Skips empty entries.
  public @Nullable Path find(String program) {
    for (String entry : directories) {
      Path file = Path.of(entry, program);
      if (!entry.isEmpty() && Files.isRegularFile(file) && Files.isExecutable(file)) {
        return file;
      }
    }
    return null;
  }
}
