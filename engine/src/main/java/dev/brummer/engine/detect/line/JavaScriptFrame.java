package dev.brummer.engine.detect.line;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses a frame of a JavaScript stack trace: `at name (file:line:column)`.
public final class JavaScriptFrame {
  private static final Pattern LOCATION = Pattern.compile("[^\\s()]\\S*:\\d+:\\d+");

  private JavaScriptFrame() {}

  /// The frame's `file:line:column`; null if the line is not a frame or has no location.
  public static @Nullable String location(String text) {
    String frame = text.stripLeading();
    if (!frame.startsWith("at ")) {
      return null;
    }
    int open = frame.lastIndexOf('(');
    String location =
        frame.endsWith(")") && open >= 0
            ? frame.substring(open + 1, frame.length() - 1)
            : frame.substring(frame.lastIndexOf(' ') + 1);
    if (location.endsWith(") {") || location.equals("{")) {
      return location(frame.substring(0, frame.length() - 2));
    }
    location = location.startsWith("file://") ? location.substring("file://".length()) : location;
    return LOCATION.matcher(location).matches() ? location : null;
  }
}
