package dev.brummer.engine.log;

import dev.brummer.engine.log.assemble.AnsiStripper;
import dev.brummer.engine.log.assemble.LogLevel;
import java.nio.charset.StandardCharsets;

/// One line as the store has it. `text` has no line end; of escape sequences only SGR and OSC 8 are
/// left in it, every other byte is as the child wrote it (which need not be valid UTF-8).
///
/// @param number counts all lines of a session from 0, without gaps
/// @param cut the line was longer than the documented maximum and goes on in the next one
public record StoredLine(
    long number,
    int process,
    long atMillis,
    LogLevel level,
    LogSource source,
    boolean cut,
    byte[] text) {
  /// The text decoded as UTF-8, escape sequences included; bad bytes become U+FFFD.
  public String string() {
    return new String(text, StandardCharsets.UTF_8);
  }

  /// The same line without escape sequences.
  public StoredLine plain() {
    return new StoredLine(number, process, atMillis, level, source, cut, AnsiStripper.strip(text));
  }
}
