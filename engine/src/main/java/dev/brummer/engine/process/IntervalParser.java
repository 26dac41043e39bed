package dev.brummer.engine.process;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parser of durations in the notation of Go, as in schedules and in the files of Docker Compose
/// and process-compose: `300ms`, `1.5h`, `1h30m`. Pure.
public final class IntervalParser {
  private static final Pattern PART =
      Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ns|us|µs|ms|s|m|h)");

  private IntervalParser() {}

  /// @throws IllegalArgumentException with a sentence about what is wrong
  public static Duration parse(String text) {
    Matcher part = PART.matcher(text);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (end < text.length()) {
      if (!part.find(end) || part.start() != end) {
        throw invalid(text);
      }
      sum = sum.plus(part(new BigDecimal(part.group(1)), part.group(2)));
      end = part.end();
    }
    if (end == 0) {
      throw invalid(text);
    }
    return sum;
  }

  private static Duration part(BigDecimal number, String unit) {
    BigDecimal nanos = number.multiply(BigDecimal.valueOf(unitOf(unit).toNanos()));
    BigDecimal[] seconds = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
    return Duration.ofSeconds(seconds[0].longValue(), seconds[1].longValue());
  }

  private static Duration unitOf(String unit) {
    return switch (unit) {
      case "ns" -> Duration.ofNanos(1);
      case "us", "µs" -> Duration.ofNanos(1_000);
      case "ms" -> Duration.ofMillis(1);
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      default -> Duration.ofHours(1);
    };
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException(
        "a duration is a number and a unit, such as 30s, 10m or 1h30m, not \"" + text + "\"");
  }
}
