package dev.brummer.app.program;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The option that selects the project. A mixin of commands.
public final class DirectoryOption {
  @Option(
      names = {"-d", "--dir"},
      paramLabel = "PATH",
      description = "directory to look for the project from, upwards (default: current directory)")
  private Path directory = Path.of("");

  /// Sets a directory that was parsed without picocli.
  public void set(Path typed) {
    directory = typed;
  }

  /// The directory as typed; empty for the current one.
  public Path path() {
    return directory;
  }
}
