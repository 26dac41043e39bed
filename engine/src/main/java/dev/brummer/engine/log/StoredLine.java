package dev.brummer.engine.log;

import dev.brummer.engine.log.assemble.AnsiStripper;
import dev.brummer.engine.log.assemble.LogLevel;
import java.nio.charset.StandardCharsets;

/// One stored line. `text` has no line terminator; it contains SGR and OSC 8 as the only escape
/// sequences. All other bytes are those of the process and need not be valid UTF-8.
///
/// @param number counts the lines of a session from 0 without gaps
/// @param cut whether the line exceeded the maximum length and continues in the next one
public record StoredLine(
    long number,
    int process,
    long atMillis,
    LogLevel level,
    LogSource source,
    boolean cut,
    byte[] text) {
  /// Copies the line with another text.
  public StoredLine withText(byte[] other) {
    return new StoredLine(number, process, atMillis, level, source, cut, other);
  }

  /// The text decoded as UTF-8, escape sequences included; invalid bytes become U+FFFD.
  public String string() {
    return new String(text, StandardCharsets.UTF_8);
  }

  /// The text decoded as UTF-8, without escape sequences; invalid bytes become U+FFFD.
  public String plainString() {
    return new String(AnsiStripper.strip(text), StandardCharsets.UTF_8);
  }
}
