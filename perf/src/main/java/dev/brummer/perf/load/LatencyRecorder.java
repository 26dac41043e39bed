package dev.brummer.perf.load;

import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/// Times from when something was due until it was done. Any thread records; one takes.
final class LatencyRecorder {
  private static final int DIGITS = 3;

  private final Recorder recorder = new Recorder(DIGITS);
  private final Histogram total = new Histogram(DIGITS);
  private final LongAdder count = new LongAdder();
  private @Nullable Histogram latest;

  void record(long nanos) {
    recorder.recordValue(Math.max(0, nanos));
    count.increment();
  }

  /// How many so far.
  long count() {
    return count.sum();
  }

  /// Those since the last call; valid until the next.
  Histogram drainInterval() {
    Histogram taken = recorder.getIntervalHistogram(latest);
    latest = taken;
    total.add(taken);
    return taken;
  }

  /// All that were taken.
  Histogram total() {
    return total;
  }
}
