package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.JavaScriptFrame;
import dev.brummer.engine.detect.line.JvmFrame;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Extracts `file:line:column` from the lines of a failed test's report, one method per language.
/// Each returns null for a line without a location.
final class SourceFrames {
  private static final Pattern VITEST = Pattern.compile("\\s*❯ (?:.* )?(\\S+:\\d+:\\d+)");

  private SourceFrames() {}

  static @Nullable String javaScript(String text) {
    String frame = JavaScriptFrame.location(text);
    return frame == null ? first(VITEST, text) : frame;
  }

  /// The path of a frame in project code.
  static @Nullable String jvm(String text) {
    JvmFrame frame = JvmFrame.parseLenient(text);
    return frame != null && frame.isProjectCode() ? frame.path() : null;
  }

  /// Group 1 of the pattern, which must match the whole line.
  static @Nullable String first(Pattern pattern, String text) {
    Matcher match = pattern.matcher(text);
    return match.matches() ? match.group(1) : null;
  }

  /// Number of leading blanks.
  static int indent(String text) {
    int indent = 0;
    while (indent < text.length() && text.charAt(indent) == ' ') {
      indent++;
    }
    return indent;
  }
}
