package dev.brummer.engine.process;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/// Repeated starts of a process at certain times.
///
/// @param trigger times of the starts
/// @param runOnStart whether the process also runs once when it is started by the user. A start
///   that is due while a run is in progress is skipped.
public record Schedule(Trigger trigger, boolean runOnStart) {
  /// Times of the starts.
  public sealed interface Trigger {
    String EVERY = "@every ";
    Duration MIN_TEXT_INTERVAL = Duration.ofSeconds(1);

    /// The first time after `now`.
    ///
    /// @param last time of the last start, due or not; the epoch before the first one
    Instant next(Instant last, Instant now);

    /// A trigger as text: a cron expression, or `@every` with a duration such as `1h30m`.
    ///
    /// @throws IllegalArgumentException with a sentence about what is wrong, see
    ///   [CronExpression#parse]
    static Trigger parse(String text, ZoneId zone) {
      String stripped = text.strip();
      return stripped.toLowerCase(Locale.ROOT).startsWith(EVERY)
          ? every(IntervalParser.parse(stripped.substring(EVERY.length()).strip()))
          : new Cron(stripped, zone);
    }

    /// As in robfig/cron, an interval is at least one second.
    private static Trigger every(Duration interval) {
      return new Every(interval.compareTo(MIN_TEXT_INTERVAL) < 0 ? MIN_TEXT_INTERVAL : interval);
    }

    /// The times that a cron expression describes.
    ///
    /// @param expression see [CronExpression]; the constructor throws IllegalArgumentException for
    ///   an invalid one
    /// @param zone time zone of the fields
    record Cron(String expression, ZoneId zone) implements Trigger {
      public Cron {
        CronExpression.parse(expression);
      }

      @Override
      public Instant next(Instant last, Instant now) {
        return CronExpression.parse(expression).next(now, zone);
      }
    }

    /// A start each time this interval has passed since the last one.
    ///
    /// @param interval at least a millisecond
    record Every(Duration interval) implements Trigger {
      public Every {
        if (interval.compareTo(Duration.ofMillis(1)) < 0) {
          throw new IllegalArgumentException("the interval is too short: " + interval);
        }
      }

      /// Keeps the rhythm of the last start, unless that time has passed or the clock was set.
      @Override
      public Instant next(Instant last, Instant now) {
        Instant next = last.plus(interval);
        return next.isAfter(now) && !next.isAfter(now.plus(interval)) ? next : now.plus(interval);
      }
    }
  }
}
