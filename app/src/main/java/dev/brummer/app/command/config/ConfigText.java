package dev.brummer.app.command.config;

import java.nio.file.Path;

/// Texts that several commands print.
final class ConfigText {
  private ConfigText() {}

  /// A path relative to a directory if it lies in it.
  static String shortPath(Path file, Path directory) {
    return file.startsWith(directory) ? directory.relativize(file).toString() : file.toString();
  }
}
