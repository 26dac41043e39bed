package dev.brummer.engine.detect.error;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Messages that state the absence of an error: "none", "0 errors", "null".
final class NonErrorMessages {
  private static final Pattern NONE =
      Pattern.compile(
          "(?i)(?:none|no|null|nil|undefined|false|0|ok|n/a|-|no errors?.*|0 errors?.*|\\{\\}|\\[\\]|\"\"|'')[.!,;]?");

  private NonErrorMessages() {}

  static boolean matches(@Nullable String message) {
    return message != null && (message.isBlank() || NONE.matcher(message.strip()).matches());
  }
}
