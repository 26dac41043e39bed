package dev.brummer.perf.suite;

import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.Variant;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One benchmark case, measured in a process of its own.
public interface BenchCase {
  Variant variant();

  /// Returns the metrics that a measurement yields. Gates and plans select cases by them.
  List<Metric> metrics();

  /// Returns the relative share of the run's time, usually 1.
  default double weight() {
    return 1;
  }

  /// Returns how often the case is measured in each round, in turns with its suite's other cases of
  /// that kind. Programs that start anew for every sample are interleaved this way.
  default int turns() {
    return 1;
  }

  /// Returns whether the case is measured in the first round only because it takes too long.
  default boolean isSingleRound() {
    return false;
  }

  /// Returns the minimum duration, regardless of the iteration plan.
  default Duration minDuration() {
    return Duration.ZERO;
  }

  /// Measures for about the planned time. Called once per turn.
  ///
  /// @throws BenchCaseException if the case cannot be measured on this machine; the run continues
  ///   without it
  CaseResult measure(IterationPlan iterationPlan);

  /// @param samples the samples of each of [#metrics()], one per iteration
  /// @param jmh JMH's own report as a JSON array, or empty
  record CaseResult(Map<Metric, List<Double>> samples, String jmh) {
    public CaseResult {
      samples = Collections.unmodifiableMap(new LinkedHashMap<>(samples));
    }
  }
}
