package dev.brummer.app.mcp.protocol;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Severity of a log message to the client, in ascending order.
public enum LogSeverity {
  DEBUG,
  INFO,
  NOTICE,
  WARNING,
  ERROR,
  CRITICAL,
  ALERT,
  EMERGENCY;

  /// @return null if the word is unknown
  static @Nullable LogSeverity of(String word) {
    for (LogSeverity severity : values()) {
      if (severity.word().equals(word)) {
        return severity;
      }
    }
    return null;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
