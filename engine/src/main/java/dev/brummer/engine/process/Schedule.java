package dev.brummer.engine.process;

import java.time.Duration;
import java.time.ZoneId;

/// Repeated starts of a process at certain times.
///
/// @param trigger times of the starts
/// @param runOnStart whether the process also runs once when it is started by the user
/// @param maxConcurrent runs at the same time, at least 1. A start that is due while as many runs
///   are in progress is skipped.
public record Schedule(Trigger trigger, boolean runOnStart, int maxConcurrent) {
  public Schedule {
    if (maxConcurrent < 1) {
      throw new IllegalArgumentException("concurrent runs: " + maxConcurrent);
    }
  }

  /// Times of the starts.
  public sealed interface Trigger {
    /// The times that a cron expression describes.
    ///
    /// @param expression five fields: minute, hour, day of month, month, day of week
    /// @param zone time zone of the fields
    record Cron(String expression, ZoneId zone) implements Trigger {}

    /// A start each time this interval has passed since the last one.
    ///
    /// @param interval positive
    record Every(Duration interval) implements Trigger {
      public Every {
        if (!interval.isPositive()) {
          throw new IllegalArgumentException("interval: " + interval);
        }
      }
    }
  }
}
