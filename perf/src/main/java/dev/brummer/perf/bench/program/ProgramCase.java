package dev.brummer.perf.bench.program;

import dev.brummer.perf.result.Metric;
import dev.brummer.perf.suite.BenchCase;
import dev.brummer.perf.suite.ExternalMeasurement;
import dev.brummer.perf.suite.IterationPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A case that starts a program from scratch for each sample, in turns with the other programs. Its
/// duration does not depend on the iteration plan.
interface ProgramCase extends BenchCase {
  /// Measures one start of the program.
  ///
  /// @return a value for each of [#metrics()]
  Map<Metric, Double> measureOnce() throws IOException, InterruptedException;

  /// Returns about how long a measurement takes.
  Duration estimate();

  @Override
  default double weight() {
    return 0;
  }

  @Override
  default Duration minDuration() {
    return estimate();
  }

  @Override
  default CaseResult measure(IterationPlan iterationPlan) {
    Map<Metric, List<Double>> samples = new LinkedHashMap<>();
    ExternalMeasurement.measure(this::measureOnce)
        .forEach((metric, value) -> samples.put(metric, List.of(value)));
    return new CaseResult(samples, "");
  }
}
