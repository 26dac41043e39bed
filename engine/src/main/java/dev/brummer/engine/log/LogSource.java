package dev.brummer.engine.log;

/// Where a line came from.
public enum LogSource {
  PTY,
  STDOUT,
  STDERR,
  /// Written by brummer itself about the process ("started, pid 4121").
  BRUMMER
}
