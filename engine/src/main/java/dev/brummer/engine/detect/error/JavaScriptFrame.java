package dev.brummer.engine.detect.error;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A line of a JavaScript stack: `at name (file:line:column)`.
final class JavaScriptFrame {
  private static final Pattern PLACE = Pattern.compile("[^\\s()]\\S*:\\d+:\\d+");

  private JavaScriptFrame() {}

  /// `file:line:column` of the frame, or null if the line is none or has no place.
  static @Nullable String location(String text) {
    String frame = text.stripLeading();
    if (!frame.startsWith("at ")) {
      return null;
    }
    int open = frame.lastIndexOf('(');
    String place =
        frame.endsWith(")") && open >= 0
            ? frame.substring(open + 1, frame.length() - 1)
            : frame.substring(frame.lastIndexOf(' ') + 1);
    if (place.endsWith(") {") || place.equals("{")) {
      return location(frame.substring(0, frame.length() - 2));
    }
    place = place.startsWith("file://") ? place.substring("file://".length()) : place;
    return PLACE.matcher(place).matches() ? place : null;
  }
}
