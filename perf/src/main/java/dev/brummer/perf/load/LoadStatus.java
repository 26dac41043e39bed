package dev.brummer.perf.load;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Snapshot of a running load test.
public final class LoadStatus {
  /// Number of samples to average.
  static final int RECENT_SAMPLES = 15;

  private static final int BAR_WIDTH = 30;
  private static final double MIB = 1 << 20;

  private final Duration duration;
  private final Duration elapsed;
  private final List<LoadSample> recent;
  private final long pages;

  /// @param recent the most recent samples
  /// @param pages pages received with the injected script
  LoadStatus(Duration duration, Duration elapsed, List<LoadSample> recent, long pages) {
    this.duration = duration;
    this.elapsed = elapsed;
    this.recent = List.copyOf(recent);
    this.pages = pages;
  }

  /// Returns one line for a log.
  public String line() {
    return String.format(
        Locale.ROOT,
        "%s of %s: %.0f lines/s, %.0f events/s (p95 %s), %.0f status/s, %.0f pages/s (p95 %s),"
            + " %.0f MB, %.0f threads",
        clock(elapsed),
        clock(duration),
        mean(LoadSample::lines),
        mean(LoadSample::events),
        millis(mean(LoadSample::eventP95)),
        mean(LoadSample::checks),
        mean(LoadSample::requests),
        millis(mean(LoadSample::requestP95)),
        mean(LoadSample::residentBytes) / MIB,
        mean(LoadSample::threads));
  }

  /// Returns several lines for a redrawn display.
  public List<String> lines() {
    int full =
        (int)
            Math.min(BAR_WIDTH, BAR_WIDTH * elapsed.toMillis() / Math.max(1, duration.toMillis()));
    String bar = "━".repeat(full) + "─".repeat(BAR_WIDTH - full);
    return List.of(
        clock(elapsed) + " " + bar + " " + clock(duration) + "   Ctrl-C stops and reports",
        rate("lines", WorkloadRates.LINES, LoadSample::lines, ""),
        rate(
            "events",
            WorkloadRates.EVENTS,
            LoadSample::events,
            "p95 " + millis(mean(LoadSample::eventP95))),
        rate("status checks", WorkloadRates.STATUS_CHECKS, LoadSample::checks, ""),
        rate(
            "requests",
            WorkloadRates.REQUESTS,
            LoadSample::requests,
            "p95 " + millis(mean(LoadSample::requestP95)) + ", " + pages + " pages with script"),
        String.format(
            Locale.ROOT,
            "  %-14s %7.0f MB resident, %.0f MB heap, %.0f threads; other programs %.1f cores",
            "memory",
            mean(LoadSample::residentBytes) / MIB,
            mean(LoadSample::heapBytes) / MIB,
            mean(LoadSample::threads),
            mean(LoadSample::otherCores)));
  }

  private String rate(
      String name, double target, ToDoubleFunction<LoadSample> rate, String details) {
    String head =
        String.format(Locale.ROOT, "  %-14s %7.1f/s of %3.0f/s", name, mean(rate), target);
    return details.isEmpty() ? head : head + "   " + details;
  }

  /// Returns the mean weighted by time, over the samples that have the value.
  private double mean(ToDoubleFunction<LoadSample> value) {
    double sum = 0;
    double time = 0;
    for (LoadSample sample : recent) {
      double single = value.applyAsDouble(sample);
      if (!Double.isNaN(single)) {
        sum += single * sample.length();
        time += sample.length();
      }
    }
    return time == 0 ? 0 : sum / time;
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f ms" : "%.0f ms", value);
  }

  private static String clock(Duration time) {
    return String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
  }
}
