package dev.brummer.app.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `10s`, `500ms`, `2m` and, as seconds, `10`.
public final class Durations {
  private static final Pattern PATTERN = Pattern.compile("(\\d{1,9})(ms|s|m|)");

  private Durations() {}

  /// @throws IllegalArgumentException with a sentence, if it is none
  public static Duration parse(String text) {
    Matcher form = PATTERN.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("\"" + text + "\" is no duration: write 10s, 500ms or 2m");
    }
    long number = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofSeconds(number);
    };
  }
}
