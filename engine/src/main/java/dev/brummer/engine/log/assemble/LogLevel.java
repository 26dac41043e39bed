package dev.brummer.engine.log.assemble;

/// Severity of a log line. `NONE`: the line states no level.
public enum LogLevel {
  NONE,
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR
}
