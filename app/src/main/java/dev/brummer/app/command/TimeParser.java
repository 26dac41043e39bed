package dev.brummer.app.command;

import dev.brummer.app.program.UserException;
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

/// Reads a moment as people write it: `10m` (ago; s, m, h, d), `09:41` or `09:41:03` (today),
/// `2026-01-31`, `2026-01-31 09:41`, or with a `T` and an offset. Pure.
final class TimeParser {
  private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

  private TimeParser() {}

  /// @param option whose value it is
  /// @return milliseconds since the epoch
  /// @throws UserException if it is none
  static long parse(String option, String text, ZonedDateTime now) {
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      long number = Long.parseLong(ago.group(1));
      Duration length =
          switch (ago.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
          };
      return now.minus(length).toInstant().toEpochMilli();
    }
    List<Function<String, Instant>> forms =
        List.of(
            it -> OffsetDateTime.parse(it).toInstant(),
            it -> LocalDateTime.parse(it).atZone(now.getZone()).toInstant(),
            it -> LocalDate.parse(it).atStartOfDay(now.getZone()).toInstant(),
            it -> now.toLocalDate().atTime(LocalTime.parse(it)).atZone(now.getZone()).toInstant());
    String iso = text.strip().replace(' ', 'T');
    for (Function<String, Instant> form : forms) {
      Instant moment = tryParse(form, iso);
      if (moment != null) {
        return moment.toEpochMilli();
      }
    }
    throw UserException.usage(
        option
            + " "
            + text
            + ": is no time: write 10m (ago), 09:41, 2026-01-31 or \"2026-01-31 09:41\"");
  }

  private static @Nullable Instant tryParse(Function<String, Instant> form, String text) {
    try {
      return form.apply(text);
    } catch (DateTimeParseException another) {
      return null;
    }
  }
}
