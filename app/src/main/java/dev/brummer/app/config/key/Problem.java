package dev.brummer.app.config.key;

import java.nio.file.Path;

/// A problem in a configuration file.
///
/// @param line from 1; 0 if the problem concerns the whole file
/// @param column from 1
/// @param message what is wrong and how to fix it; starts with the key, has no final full stop
public record Problem(Path file, int line, int column, String message) {
  /// One sentence that starts with `file:line:column`.
  public String sentence() {
    return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
  }
}
