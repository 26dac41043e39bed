package dev.brummer.perf.result;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A benchmark run: all measurements and their context.
///
/// @param schema of the file, [#SCHEMA]
/// @param version of brummer
/// @param commit of the build, or "unknown"
/// @param plan "quick", "full" or "gate"
/// @param slow component slowed down on purpose; empty for none
/// @param notMeasured cases that could not be measured, each as a sentence: programs that are not
///   installed
/// @param finished false if the run was interrupted or is still in progress
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
    MachineNoise noise,
    List<Measurement> measurements,
    @Nullable List<String> notMeasured) {
  /// Incremented with every incompatible change of the file format.
  public static final int SCHEMA = 1;

  public BenchRun {
    measurements = List.copyOf(measurements);
    notMeasured = notMeasured == null ? List.of() : List.copyOf(notMeasured); // older files
  }

  /// Cases that could not be measured.
  @Override
  public List<String> notMeasured() {
    return notMeasured == null ? List.of() : notMeasured;
  }

  /// All metrics in order of measurement.
  public Set<Metric> metrics() {
    Set<Metric> all = new LinkedHashSet<>();
    measurements.forEach(measurement -> all.add(measurement.metric()));
    return all;
  }

  /// Variants measured for a metric, in order of measurement.
  public Set<Variant> variants(Metric metric) {
    Set<Variant> all = new LinkedHashSet<>();
    measurements.stream().filter(m -> m.metric().equals(metric)).forEach(m -> all.add(m.variant()));
    return all;
  }

  /// All samples of a metric and variant, by their keys; empty if not measured.
  public List<Double> samples(String metric, String variant) {
    return forks(metric, variant).stream().flatMap(List::stream).toList();
  }

  /// The same samples, grouped by fork.
  public List<List<Double>> forks(String metric, String variant) {
    return of(metric, variant).map(Measurement::samples).toList();
  }

  private Stream<Measurement> of(String metric, String variant) {
    return measurements.stream()
        .filter(m -> m.variant().key().equals(variant) && m.metric().key().equals(metric));
  }

  /// This run with the measurements of further rounds of the same plan.
  public BenchRun mergedWith(List<BenchRun> others) {
    List<Measurement> all = new ArrayList<>(measurements);
    double sum = seconds;
    boolean whole = finished;
    Set<String> missing = new LinkedHashSet<>(notMeasured());
    for (BenchRun other : others) {
      all.addAll(other.measurements);
      sum += other.seconds;
      whole &= other.finished;
      missing.addAll(other.notMeasured());
    }
    return new BenchRun(
        schema,
        version,
        commit,
        startedAt,
        sum,
        plan,
        slow,
        whole,
        machine,
        noise,
        all,
        List.copyOf(missing));
  }
}
