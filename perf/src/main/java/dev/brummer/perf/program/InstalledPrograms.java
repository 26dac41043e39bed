package dev.brummer.perf.program;

import dev.brummer.engine.process.SearchPath;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/// Finds programs in a list of directories and then in `PATH`. Nothing is ever installed.
///
/// @param searchPath all directories in search order
public record InstalledPrograms(SearchPath searchPath) {
  /// Finds programs in `PATH` only.
  public static final InstalledPrograms ON_PATH = in("");

  /// @param directories searched before `PATH`, separated like those of `PATH`; may be empty
  public static InstalledPrograms in(String directories) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    String path = environment.getOrDefault("PATH", SearchPath.DEFAULT);
    environment.put("PATH", directories.isEmpty() ? path : directories + File.pathSeparator + path);
    return new InstalledPrograms(SearchPath.of(environment));
  }

  /// Finds a program.
  ///
  /// @param remedy how to install it: "npm install --global turbo"
  /// @throws NoSuchElementException if it is not installed; the message is for users
  public Path find(String name, String remedy) {
    Path file = searchPath.find(name);
    if (file == null) {
      throw new NoSuchElementException(
          "%s is not installed: %s, or name its directory with --rivals".formatted(name, remedy));
    }
    return file.toAbsolutePath();
  }
}
