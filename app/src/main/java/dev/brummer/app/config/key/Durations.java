package dev.brummer.app.config.key;

import dev.brummer.engine.text.VisibleText;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parser of durations such as `10s`, `500ms`, `2m` and `1h`. A number without a unit is in
/// seconds.
public final class Durations {
  private static final Pattern PATTERN = Pattern.compile("(\\d{1,9})(ms|s|m|h|)");

  private Durations() {}

  /// @throws IllegalArgumentException for any other text; the message is one sentence
  public static Duration parse(String text) {
    Matcher form = PATTERN.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "invalid duration " + VisibleText.quoted(text) + ": use 10s, 500ms or 2m");
    }
    long number = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofSeconds(number);
    };
  }
}
