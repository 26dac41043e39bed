package dev.brummer.perf.load;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Duration and window size of a load test.
///
/// @param window samples per window; the last window is compared with the previous one
/// @param web command of a web server that prints its URL and serves HTML under `/`
public record LoadTestSettings(Duration duration, int window, List<String> web) {
  public static final int DEFAULT_WINDOW = 50;

  /// Number of windows: one for the warm-up, two for the comparison.
  private static final int WINDOWS = 3;

  private static final Duration MIN_INTERVAL = Duration.ofMillis(50);
  private static final int MIN_WINDOW = 10;

  public LoadTestSettings {
    web = List.copyOf(web);
    String error = validationError(duration, window);
    if (error != null) {
      throw new IllegalArgumentException(error);
    }
  }

  /// Returns a message for the user if the plan is invalid, otherwise null.
  public static @Nullable String validationError(Duration duration, int window) {
    if (window < MIN_WINDOW) {
      return "--window "
          + window
          + ": at least "
          + MIN_WINDOW
          + " samples are needed to detect a trend";
    }
    Duration minimum = MIN_INTERVAL.multipliedBy((long) WINDOWS * window);
    if (duration.compareTo(minimum) < 0) {
      return String.format(
          Locale.ROOT,
          "--duration %.1fs is too short: three windows of %d samples, one of them warm-up, take %.1fs"
              + " at one sample every %d ms; increase --duration or reduce --window",
          duration.toMillis() / 1e3,
          window,
          minimum.toMillis() / 1e3,
          MIN_INTERVAL.toMillis());
    }
    return null;
  }

  /// Returns the sampling interval.
  Duration interval() {
    return duration.dividedBy((long) WINDOWS * window);
  }
}
