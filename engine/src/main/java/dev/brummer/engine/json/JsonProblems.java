package dev.brummer.engine.json;

import java.nio.file.Path;

/// Receives what is wrong in a file. Called by the reading thread.
@FunctionalInterface
public interface JsonProblems {
  /// @param line from 1; 0 for the whole file
  /// @param column from 1; 0 for the whole line
  /// @param what one sentence without a full stop, in lower case
  void report(Path file, int line, int column, String what);
}
