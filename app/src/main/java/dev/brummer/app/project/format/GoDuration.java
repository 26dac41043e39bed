package dev.brummer.app.project.format;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Durations in the notation of Go: `300ms`, `1.5h`, `1h30m`.
public final class GoDuration {
  private static final Pattern PART = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s|m|h)");

  private GoDuration() {}

  /// The duration; null for any other text.
  public static @Nullable Duration parse(String text) {
    Matcher part = PART.matcher(text);
    BigDecimal millis = BigDecimal.ZERO;
    int end = 0;
    while (part.find() && part.start() == end) {
      millis = millis.add(new BigDecimal(part.group(1)).multiply(millisOf(part.group(2))));
      end = part.end();
    }
    return end == 0 || end < text.length() ? null : Duration.ofMillis(millis.longValue());
  }

  private static BigDecimal millisOf(String unit) {
    return BigDecimal.valueOf(
        switch (unit) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "m" -> 60_000;
          default -> 3_600_000;
        });
  }
}
