package dev.brummer.perf.load;

import dev.brummer.perf.noise.ProcStat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.HdrHistogram.Histogram;

/// Samples of a running load test. Confined to the sampling thread.
final class SampleSeries {
  private static final double P95 = 95;
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final LoadLatencies loadLatencies;
  private final DoubleSupplier childCores;
  private final List<LoadSample> samples = new ArrayList<>();
  private final List<Instant> ends = new ArrayList<>();
  private final long start;
  private long last;
  private ProcStat machine = ProcStat.now();
  private long lines;
  private long events;
  private long checks;
  private long requests;

  /// Latencies of each operation.
  record LoadLatencies(
      LatencyRecorder lines,
      LatencyRecorder events,
      LatencyRecorder checks,
      LatencyRecorder requests) {
    static LoadLatencies create() {
      return new LoadLatencies(
          new LatencyRecorder(),
          new LatencyRecorder(),
          new LatencyRecorder(),
          new LatencyRecorder());
    }
  }

  /// @param childCores supplies the cores used by the test's processes
  /// @param startNanos start of the load
  SampleSeries(LoadLatencies loadLatencies, DoubleSupplier childCores, long startNanos) {
    this.loadLatencies = loadLatencies;
    this.childCores = childCores;
    this.start = startNanos;
    this.last = startNanos;
  }

  /// Returns the duration of the current interval in nanoseconds.
  long elapsedNanos() {
    return System.nanoTime() - last;
  }

  /// Ends the current interval and returns its sample.
  LoadSample next() {
    long now = System.nanoTime();
    double seconds = (now - last) / 1e9;
    ProcStat procStat = ProcStat.now();
    double otherCores = Math.max(0, procStat.otherCores(machine, CORES) - childCores.getAsDouble());
    loadLatencies.lines().drainInterval();
    loadLatencies.checks().drainInterval();
    LoadSample sample =
        new LoadSample(
            (now - start) / 1e9,
            seconds,
            (loadLatencies.lines().count() - lines) / seconds,
            (loadLatencies.events().count() - events) / seconds,
            (loadLatencies.checks().count() - checks) / seconds,
            (loadLatencies.requests().count() - requests) / seconds,
            p95Millis(loadLatencies.events().drainInterval()),
            p95Millis(loadLatencies.requests().drainInterval()),
            JvmUsage.residentBytes(),
            JvmUsage.heapBytes(),
            Double.NaN,
            JvmUsage.threads(),
            0,
            otherCores);
    lines = loadLatencies.lines().count();
    events = loadLatencies.events().count();
    checks = loadLatencies.checks().count();
    requests = loadLatencies.requests().count();
    machine = procStat;
    last = now;
    samples.add(sample);
    ends.add(Instant.now());
    return sample;
  }

  private static double p95Millis(Histogram drained) {
    return drained.getTotalCount() == 0 ? Double.NaN : drained.getValueAtPercentile(P95) / 1e6;
  }

  /// Returns all samples, with each collection assigned to the interval in which it ended.
  List<LoadSample> withCollections(
      Duration interval, List<GcRecorder.Pause> pauses, List<GcRecorder.Heap> heaps) {
    List<LoadSample> all = new ArrayList<>();
    double after = Double.NaN;
    for (int i = 0; i < samples.size(); i++) {
      Instant end = ends.get(i);
      Instant begin = i == 0 ? end.minus(interval) : ends.get(i - 1);
      double paused =
          pauses.stream()
              .filter(pause -> within(pause.end(), begin, end))
              .mapToDouble(GcRecorder.Pause::millis)
              .sum();
      for (GcRecorder.Heap heap : heaps) {
        after = within(heap.at(), begin, end) ? heap.usedBytes() : after;
      }
      double seconds = Duration.between(begin, end).toNanos() / 1e9;
      all.add(samples.get(i).with(paused / seconds, after));
    }
    return all;
  }

  private static boolean within(Instant moment, Instant begin, Instant end) {
    return moment.isAfter(begin) && !moment.isAfter(end);
  }
}
