package dev.brummer.engine.log;

/// Origin of a line.
public enum LogSource {
  PTY,
  STDOUT,
  STDERR,
  /// Written by brummer about the process ("started, pid 4121").
  BRUMMER,
  /// An error of a browser page that the process serves.
  BROWSER,
  /// Stands for lines of a log file whose checksum does not match, or that are missing. Never
  /// written.
  DAMAGED;

  /// Whether the process itself has printed the line.
  public boolean isOutput() {
    return this == PTY || this == STDOUT || this == STDERR;
  }
}
