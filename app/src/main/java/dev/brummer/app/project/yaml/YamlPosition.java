package dev.brummer.app.project.yaml;

import java.nio.file.Path;

/// The place of a key or value.
///
/// @param line from 1; 0 for the whole file
/// @param column from 1; 0 for the whole line
public record YamlPosition(Path file, int line, int column) {
  /// The whole file.
  public static YamlPosition of(Path file) {
    return new YamlPosition(file, 0, 0);
  }

  /// The place as `file:line:column: `.
  public String prefix() {
    if (line == 0) {
      return file + ": ";
    }
    return file + ":" + line + (column == 0 ? ": " : ":" + column + ": ");
  }
}
