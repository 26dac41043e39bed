package dev.brummer.perf.result;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A run of the benchmarks: everything that was measured and where.
///
/// @param schema of the file, [#SCHEMA]
/// @param version of brummer
/// @param commit that it was built from, or "unknown"
/// @param plan "quick", "full" or "gate"
/// @param slow what was slowed on purpose, or empty
/// @param finished false when it was interrupted or goes on
public record BenchRun(
    int schema,
    String version,
    String commit,
    Instant startedAt,
    double seconds,
    String plan,
    String slow,
    boolean finished,
    Machine machine,
    Noise noise,
    List<Measurement> measurements) {
  /// Counts the incompatible changes of the file.
  public static final int SCHEMA = 1;

  public BenchRun {
    measurements = List.copyOf(measurements);
  }

  /// In the order they were first measured.
  public Set<Metric> metrics() {
    Set<Metric> all = new LinkedHashSet<>();
    measurements.forEach(measurement -> all.add(measurement.metric()));
    return all;
  }

  /// Who was measured for a metric, in the order of measuring.
  public Set<Variant> variants(Metric metric) {
    Set<Variant> all = new LinkedHashSet<>();
    measurements.stream().filter(m -> m.metric().equals(metric)).forEach(m -> all.add(m.variant()));
    return all;
  }

  /// All samples of a metric by its key and the variant's key; empty if it was not measured.
  public List<Double> samples(String metric, String variant) {
    return forks(metric, variant).stream().flatMap(List::stream).toList();
  }

  /// The same by forks.
  public List<List<Double>> forks(String metric, String variant) {
    return of(metric, variant).map(Measurement::samples).toList();
  }

  private Stream<Measurement> of(String metric, String variant) {
    return measurements.stream()
        .filter(m -> m.variant().key().equals(variant) && m.metric().key().equals(metric));
  }

  /// This run and the measurements of others with the same plan, as further rounds.
  public BenchRun mergedWith(List<BenchRun> others) {
    List<Measurement> all = new ArrayList<>(measurements);
    double sum = seconds;
    boolean whole = finished;
    for (BenchRun other : others) {
      all.addAll(other.measurements);
      sum += other.seconds;
      whole &= other.finished;
    }
    return new BenchRun(
        schema, version, commit, startedAt, sum, plan, slow, whole, machine, noise, all);
  }
}
