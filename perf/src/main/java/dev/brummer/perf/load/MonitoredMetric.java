package dev.brummer.perf.load;

import dev.brummer.perf.result.Direction;
import java.util.Locale;

/// What is watched for a trend (S34).
///
/// Each has a smallest change that counts: a pause that goes from 0 to 0.1 ms a second is a rise
/// without end and harms nobody. The sizes are those that a person or a small machine would begin
/// to feel, each some times what a quiet run varies by.
enum MonitoredMetric {
  EVENT_LATENCY_P95(Direction.LOWER, "ms", 1, true),
  LOG_PROCESSING_RATE(Direction.HIGHER, "/s", 5, true),
  MEMORY_USAGE_MB(Direction.LOWER, "MB", 8, false),
  THREAD_COUNT(Direction.LOWER, "", 3, false),
  GC_PAUSE_TIME(Direction.LOWER, "ms/s", 2, true);

  private final Direction direction;
  private final String unit;
  private final double minChange;
  private final boolean timeBased;

  MonitoredMetric(Direction direction, String unit, double smallest, boolean timed) {
    this.direction = direction;
    this.unit = unit;
    this.minChange = smallest;
    this.timeBased = timed;
  }

  /// The seed's name.
  String metric() {
    return name().toLowerCase(Locale.ROOT);
  }

  Direction better() {
    return direction;
  }

  String unit() {
    return unit;
  }

  /// The smallest change that counts, in its unit.
  double minChange() {
    return minChange;
  }

  /// Whether other programs that take the processors change it.
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

  String format(double amount) {
    return String.format(Locale.ROOT, "%.2f %s", amount, unit).strip();
  }
}
