package dev.brummer.perf.suite;

import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.Variant;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One thing to measure in a process of its own.
public interface BenchCase {
  Variant variant();

  /// All that a measurement will give: what gates and plans ask for is found by it.
  List<Metric> metrics();

  /// Its share of the time of a run beside the others', usually 1.
  default double weight() {
    return 1;
  }

  /// Whether the first round's figure has to do: it takes too long for more.
  default boolean isSingleRound() {
    return false;
  }

  /// What it takes whatever the effort says: of what takes as long as it takes.
  default Duration minDuration() {
    return Duration.ZERO;
  }

  /// Measures for about as long as `effort` says. Called once a round.
  ///
  /// @throws BenchCaseException if it cannot be measured here; the run goes on without it
  CaseResult measure(IterationPlan iterationPlan);

  /// @param samples one a shot for each of [#metrics()]
  /// @param jmh JMH's own report of it, a JSON array, or empty
  record CaseResult(Map<Metric, List<Double>> samples, String jmh) {
    public CaseResult {
      samples = Collections.unmodifiableMap(new LinkedHashMap<>(samples));
    }
  }
}
