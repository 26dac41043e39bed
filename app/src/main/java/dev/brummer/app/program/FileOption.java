package dev.brummer.app.program;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/// The option that replaces the files of the project by others. A mixin of commands that do not run
/// them.
public final class FileOption {
  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "use what this file declares, see run --file")
  private List<Path> files = List.of();

  /// Sets files that were parsed without picocli.
  public void set(List<Path> typed) {
    files = typed;
  }

  /// The files as typed; empty for those of the project.
  public List<Path> paths() {
    return List.copyOf(files);
  }
}
