package dev.brummer.perf.load;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How long, and how many samples are compared.
///
/// @param window samples of a window: the last window is compared with the one before
/// @param web command of a web server that prints its URL; it serves pages of HTML under `/`
public record LoadPlan(Duration duration, int window, List<String> web) {
  public static final int DEFAULT_WINDOW = 50;

  /// Two windows are judged, the one before them is for warming up.
  private static final int WINDOWS = 3;

  private static final Duration MIN_INTERVAL = Duration.ofMillis(50);
  private static final int MIN_WINDOW = 10;

  public LoadPlan {
    web = List.copyOf(web);
    String problem = validationError(duration, window);
    if (problem != null) {
      throw new IllegalArgumentException(problem);
    }
  }

  /// What cannot be measured so, in one sentence; null if nothing is wrong.
  public static @Nullable String validationError(Duration duration, int window) {
    if (window < MIN_WINDOW) {
      return "--window "
          + window
          + ": fewer than "
          + MIN_WINDOW
          + " samples tell no trend from chance";
    }
    Duration shortest = MIN_INTERVAL.multipliedBy((long) WINDOWS * window);
    if (duration.compareTo(shortest) < 0) {
      return String.format(
          Locale.ROOT,
          "--duration %.1fs is too short: two windows of %d samples and one to warm up take %.1fs,"
              + " at a sample each %d ms; go on for longer, or make --window smaller",
          duration.toMillis() / 1e3,
          window,
          shortest.toMillis() / 1e3,
          MIN_INTERVAL.toMillis());
    }
    return null;
  }

  /// From one sample to the next.
  Duration interval() {
    return duration.dividedBy((long) WINDOWS * window);
  }
}
