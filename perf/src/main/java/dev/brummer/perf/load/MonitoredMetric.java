package dev.brummer.perf.load;

import dev.brummer.perf.result.MetricDirection;
import java.util.Locale;

/// Metrics monitored for degradation (S34).
///
/// Each has a minimum change: a pause that rises from 0 to 0.1 ms per second is an infinite
/// relative change without effect. The minimum is about what a user or a small machine notices, and
/// several times the variation of an idle run.
enum MonitoredMetric {
  EVENT_LATENCY_P95(MetricDirection.LOWER, "ms", 1, true),
  LOG_PROCESSING_RATE(MetricDirection.HIGHER, "/s", 5, true),
  MEMORY_USAGE_MB(MetricDirection.LOWER, "MB", 8, false),
  THREAD_COUNT(MetricDirection.LOWER, "", 3, false),
  GC_PAUSE_TIME(MetricDirection.LOWER, "ms/s", 2, true);

  private final MetricDirection direction;
  private final String unit;
  private final double minChange;
  private final boolean timeBased;

  MonitoredMetric(MetricDirection direction, String unit, double minChange, boolean timeBased) {
    this.direction = direction;
    this.unit = unit;
    this.minChange = minChange;
    this.timeBased = timeBased;
  }

  /// Returns the metric name of the reference design.
  String metric() {
    return name().toLowerCase(Locale.ROOT);
  }

  MetricDirection better() {
    return direction;
  }

  String unit() {
    return unit;
  }

  /// Returns the minimum change in the metric's unit.
  double minChange() {
    return minChange;
  }

  /// Returns whether CPU usage of other programs affects it.
  boolean isTimeBased() {
    return timeBased;
  }

  double valueIn(LoadSample sample) {
    return switch (this) {
      case EVENT_LATENCY_P95 -> sample.eventP95();
      case LOG_PROCESSING_RATE -> sample.lines();
      case MEMORY_USAGE_MB -> sample.residentBytes() / (1 << 20);
      case THREAD_COUNT -> sample.threads();
      case GC_PAUSE_TIME -> sample.gcMillis();
    };
  }

  String format(double value) {
    return String.format(Locale.ROOT, "%.2f %s", value, unit).strip();
  }
}
