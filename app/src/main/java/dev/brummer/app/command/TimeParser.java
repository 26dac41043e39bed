package dev.brummer.app.command;

import dev.brummer.app.program.UserException;
import dev.brummer.engine.text.VisibleText;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parser of points in time: `10m` (ago; s, m, h, d), `09:41` or `09:41:03` (today), `2026-01-31`,
/// `2026-01-31 09:41`, or ISO 8601 with an offset. Pure.
final class TimeParser {
  private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

  private TimeParser() {}

  /// Parses the value of an option.
  ///
  /// @return milliseconds since the epoch
  /// @throws UserException for any other text
  static long parse(String option, String text, ZonedDateTime now) {
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      long number = Long.parseLong(ago.group(1));
      Duration age =
          switch (ago.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
          };
      return now.minus(age).toInstant().toEpochMilli();
    }
    List<Function<String, Instant>> formats =
        List.of(
            it -> OffsetDateTime.parse(it).toInstant(),
            it -> LocalDateTime.parse(it).atZone(now.getZone()).toInstant(),
            it -> LocalDate.parse(it).atStartOfDay(now.getZone()).toInstant(),
            it -> now.toLocalDate().atTime(LocalTime.parse(it)).atZone(now.getZone()).toInstant());
    String iso = text.strip().replace(' ', 'T');
    for (Function<String, Instant> format : formats) {
      Instant moment = tryParse(format, iso);
      if (moment != null) {
        return moment.toEpochMilli();
      }
    }
    throw UserException.usage(
        "invalid time for "
            + option
            + ": "
            + VisibleText.quoted(text)
            + " (use 10m for ten minutes ago, 09:41, 2026-01-31 or \"2026-01-31 09:41\")");
  }

  private static @Nullable Instant tryParse(Function<String, Instant> format, String text) {
    try {
      return format.apply(text);
    } catch (DateTimeParseException mismatch) {
      return null;
    }
  }
}
