package dev.brummer.perf.load;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// How the load test goes, at one moment.
public final class LoadStatus {
  /// How many samples are looked at together.
  static final int RECENT_SAMPLES = 15;

  private static final int BAR_WIDTH = 30;
  private static final double MIB = 1 << 20;

  private final Duration duration;
  private final Duration elapsed;
  private final List<LoadSample> recent;
  private final long pages;

  /// @param lately the newest samples
  /// @param pages that came with the script in them
  LoadStatus(Duration duration, Duration since, List<LoadSample> lately, long pages) {
    this.duration = duration;
    this.elapsed = since;
    this.recent = List.copyOf(lately);
    this.pages = pages;
  }

  /// In one line, for a log.
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

  /// In several, to be drawn anew.
  public List<String> lines() {
    int full =
        (int)
            Math.min(BAR_WIDTH, BAR_WIDTH * elapsed.toMillis() / Math.max(1, duration.toMillis()));
    String bar = "━".repeat(full) + "─".repeat(BAR_WIDTH - full);
    return List.of(
        clock(elapsed) + " " + bar + " " + clock(duration) + "   Ctrl-C ends it with what there is",
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

  private String rate(String what, double wanted, ToDoubleFunction<LoadSample> is, String more) {
    String head = String.format(Locale.ROOT, "  %-14s %7.1f/s of %3.0f/s", what, mean(is), wanted);
    return more.isEmpty() ? head : head + "   " + more;
  }

  /// Over the time of the samples that have the value.
  private double mean(ToDoubleFunction<LoadSample> value) {
    double sum = 0;
    double time = 0;
    for (LoadSample sample : recent) {
      double one = value.applyAsDouble(sample);
      if (!Double.isNaN(one)) {
        sum += one * sample.length();
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
