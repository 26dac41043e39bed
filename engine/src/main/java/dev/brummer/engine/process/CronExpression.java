package dev.brummer.engine.process;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Times described by a cron expression of five fields: minute, hour, day of month, month, day of
/// week. Immutable and pure.
///
/// A field is `*`, `?`, a value, a range `a-b`, a step `a/n`, `a-b/n` or `*/n`, or a list of these.
/// Months and days of the week have English names of three letters; Sunday is 0 or 7. `@yearly`,
/// `@annually`, `@monthly`, `@weekly`, `@daily`, `@midnight` and `@hourly` stand for whole
/// expressions.
///
/// Where both day fields are restricted, a day that matches either of them matches (crontab(5)). As
/// in the Go package robfig/cron, `*/n` counts as restricted.
///
/// Daylight saving time follows cronie: if every hour matches, the times follow elapsed time; else
/// a time that the clock skips comes as much later, and a time that the clock repeats comes once.
public final class CronExpression {
  private static final Map<String, String> NICKNAMES =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  /// Longest search, in years: there may be eight years between two leap days.
  private static final int MAX_YEARS = 9;

  private static final int HOURS = 24;
  private static final int SUNDAY_AS_SEVEN = 7;

  @SuppressWarnings("ImmutableEnumChecker") // unmodifiable lists
  private enum Unit {
    MINUTE("minute", 0, 59, List.of()),
    HOUR("hour", 0, 23, List.of()),
    DAY("day of month", 1, 31, List.of()),
    MONTH(
        "month",
        1,
        12,
        List.of(
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
    WEEKDAY("day of week", 0, 7, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

    private final String noun;
    private final int first;
    private final int last;
    private final List<String> names;

    Unit(String noun, int first, int last, List<String> names) {
      this.noun = noun;
      this.first = first;
      this.last = last;
      this.names = names;
    }
  }

  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet days;
  private final BitSet months;
  private final BitSet weekdays;
  private final boolean anyDay;
  private final boolean anyWeekday;

  private CronExpression(String[] fields) {
    minutes = values(fields[0], Unit.MINUTE);
    hours = values(fields[1], Unit.HOUR);
    days = values(fields[2], Unit.DAY);
    months = values(fields[3], Unit.MONTH);
    weekdays = values(fields[4], Unit.WEEKDAY);
    anyDay = isAny(fields[2]);
    anyWeekday = isAny(fields[4]);
  }

  /// @throws IllegalArgumentException with a sentence about what is wrong, such as `minute must be
  ///   0 to 59, not "60"`
  public static CronExpression parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    if (lower.startsWith("@") && !NICKNAMES.containsKey(lower)) {
      throw new IllegalArgumentException(
          "unknown nickname \"" + text.strip() + "\": use @hourly, @daily, @weekly or @monthly");
    }
    String[] fields = NICKNAMES.getOrDefault(lower, lower).split("\\s+", -1);
    if (fields.length != Unit.values().length) {
      throw new IllegalArgumentException(
          "a cron expression has five fields (minute, hour, day of month, month, day of week), not "
              + (lower.isEmpty() ? 0 : fields.length));
    }
    CronExpression parsed = new CronExpression(fields);
    if (parsed.isNever()) {
      throw new IllegalArgumentException("no month has such a day: \"" + text.strip() + "\"");
    }
    return parsed;
  }

  /// The first time after a moment.
  public Instant next(Instant after, ZoneId zone) {
    ZonedDateTime minute = after.atZone(zone).truncatedTo(ChronoUnit.MINUTES);
    return hours.cardinality() == HOURS
        ? nextElapsed(minute.plusMinutes(1)).toInstant()
        : nextLocal(after, minute.toLocalDateTime().plusMinutes(1), zone);
  }

  /// For expressions that match every hour.
  private ZonedDateTime nextElapsed(ZonedDateTime start) {
    ZonedDateTime at = start;
    while (true) {
      if (!matchesDay(at.toLocalDateTime())) {
        at = at.toLocalDate().plusDays(1).atStartOfDay(at.getZone());
      } else if (!minutes.get(at.getMinute())) {
        at = at.plusMinutes(1);
      } else {
        return at;
      }
    }
  }

  /// A local time that the clock skips is moved by the length of the gap. Of a repeated one only
  /// the first counts.
  private Instant nextLocal(Instant after, LocalDateTime start, ZoneId zone) {
    LocalDateTime at = start;
    while (true) {
      at = nextMatch(at);
      Instant instant = at.atZone(zone).toInstant();
      if (instant.isAfter(after)) {
        return instant;
      }
      at = at.plusMinutes(1);
    }
  }

  private LocalDateTime nextMatch(LocalDateTime start) {
    LocalDateTime at = start;
    LocalDateTime end = start.plusYears(MAX_YEARS);
    while (at.isBefore(end)) {
      if (!matchesDay(at)) {
        at = at.toLocalDate().plusDays(1).atStartOfDay();
      } else if (!hours.get(at.getHour())) {
        at = at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
      } else if (!minutes.get(at.getMinute())) {
        at = at.plusMinutes(1);
      } else {
        return at;
      }
    }
    throw new IllegalStateException("no match within " + MAX_YEARS + " years of " + start);
  }

  private boolean matchesDay(LocalDateTime at) {
    if (!months.get(at.getMonthValue())) {
      return false;
    }
    boolean day = days.get(at.getDayOfMonth());
    boolean weekday = weekdays.get(at.getDayOfWeek().getValue() % SUNDAY_AS_SEVEN);
    return anyDay || anyWeekday ? day && weekday : day || weekday;
  }

  /// Whether no month has one of the days, such as in `0 0 30 2 *`.
  private boolean isNever() {
    return anyWeekday
        && months.stream().allMatch(month -> days.nextSetBit(1) > Month.of(month).maxLength());
  }

  private static boolean isAny(String field) {
    return Arrays.stream(field.split(",", -1))
        .anyMatch(part -> part.equals("*") || part.equals("?") || part.matches("[*?]/1"));
  }

  private static BitSet values(String field, Unit unit) {
    BitSet all = new BitSet();
    for (String part : field.split(",", -1)) {
      addPart(all, part, unit);
    }
    if (unit == Unit.WEEKDAY && all.get(SUNDAY_AS_SEVEN)) {
      all.clear(SUNDAY_AS_SEVEN);
      all.set(0);
    }
    return all;
  }

  private static void addPart(BitSet all, String part, Unit unit) {
    String[] rangeAndStep = part.split("/", -1);
    String[] range = rangeAndStep[0].split("-", -1);
    if (rangeAndStep.length > 2 || range.length > 2) {
      throw invalid(unit, part);
    }
    boolean any = range.length == 1 && (range[0].equals("*") || range[0].equals("?"));
    int first = any ? unit.first : value(range[0], part, unit);
    int last =
        range.length == 2
            ? value(range[1], part, unit)
            : any || rangeAndStep.length == 2 ? lastOf(unit) : first;
    int step = rangeAndStep.length == 2 ? number(rangeAndStep[1], part, unit) : 1;
    if (first > last || step < 1) {
      throw invalid(unit, part);
    }
    for (int value = first; value <= last; value += step) {
      all.set(value);
    }
  }

  private static int lastOf(Unit unit) {
    return unit == Unit.WEEKDAY ? unit.last - 1 : unit.last;
  }

  private static int value(String text, String part, Unit unit) {
    int name = unit.names.indexOf(text);
    int value = name >= 0 ? name + unit.first : number(text, part, unit);
    if (value < unit.first || value > unit.last) {
      throw invalid(unit, part);
    }
    return value;
  }

  private static int number(String text, String part, Unit unit) {
    if (!text.matches("[0-9]{1,4}")) {
      throw invalid(unit, part);
    }
    return Integer.parseInt(text);
  }

  private static IllegalArgumentException invalid(Unit unit, String part) {
    return new IllegalArgumentException(
        unit.noun + " must be " + unit.first + " to " + unit.last + ", not \"" + part + "\"");
  }
}
