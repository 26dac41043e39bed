package dev.brummer.engine.log;

/// Origin of a line.
public enum LogSource {
  PTY,
  STDOUT,
  STDERR,
  /// Written by brummer about the process ("started, pid 4121").
  BRUMMER
}
