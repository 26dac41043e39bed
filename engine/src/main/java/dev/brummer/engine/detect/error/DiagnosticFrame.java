package dev.brummer.engine.detect.error;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The first line of a code frame as the Rust libraries miette and ariadne draw it, which names the
/// location: `╭─[ src/App.tsx:1:39 ]`, or `,-[src/App.tsx:1:39]` in ASCII. Rolldown, Oxc, SWC and
/// Biome print such frames. Stateless.
final class DiagnosticFrame {
  private static final Pattern FIRST_LINE =
      Pattern.compile("\\s*(?:╭─+|,-+)\\[\\s*(\\S.*?:\\d+:\\d+)\\s*\\]\\s*");

  private DiagnosticFrame() {}

  /// The location as `file:line:column`, or null if the line does not begin a frame.
  static @Nullable String location(String text) {
    if (text.indexOf('[') < 0) {
      return null;
    }
    Matcher matcher = FIRST_LINE.matcher(text);
    return matcher.matches() ? matcher.group(1) : null;
  }
}
