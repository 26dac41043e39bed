package dev.brummer.perf.load;

import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/// Records latencies from due time to completion. Recording is thread-safe; draining is confined to
/// one thread.
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

  /// Returns the number of recorded latencies.
  long count() {
    return count.sum();
  }

  /// Returns the latencies since the previous call; valid until the next call.
  Histogram drainInterval() {
    Histogram drained = recorder.getIntervalHistogram(latest);
    latest = drained;
    total.add(drained);
    return drained;
  }

  /// Returns all drained latencies.
  Histogram total() {
    return total;
  }
}
