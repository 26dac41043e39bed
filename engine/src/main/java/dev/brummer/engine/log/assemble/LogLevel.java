package dev.brummer.engine.log.assemble;

/// How grave a line is. `NONE` is a line that does not say.
public enum LogLevel {
  NONE,
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR
}
