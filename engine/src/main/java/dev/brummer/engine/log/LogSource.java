package dev.brummer.engine.log;

/// Origin of a line.
public enum LogSource {
  PTY,
  STDOUT,
  STDERR,
  /// Written by brummer about the process ("started, pid 4121").
  BRUMMER,
  /// An error of a browser page that the process serves.
  BROWSER;

  /// Whether the process itself has printed the line.
  public boolean isOutput() {
    return this == PTY || this == STDOUT || this == STDERR;
  }
}
