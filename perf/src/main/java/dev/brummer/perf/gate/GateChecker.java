package dev.brummer.perf.gate;

import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.stat.ConfidenceInterval;
import dev.brummer.perf.stat.Quantiles;
import java.util.List;

/// Checks a run against gates.
public final class GateChecker {
  private GateChecker() {}

  public static List<GateResult> check(BenchRun run, List<Gate> gates) {
    return gates.stream().map(gate -> check(run, gate)).toList();
  }

  private static GateResult check(BenchRun run, Gate gate) {
    List<Double> now = run.samples(gate.metric(), "now");
    if (now.isEmpty()) {
      return new GateResult.NotMeasured(gate, gate.metric());
    }
    double measured = Quantiles.median(now);
    return switch (gate.baseline()) {
      case Gate.FixedBaseline fixed -> result(gate, fixed.value(), measured);
      case Gate.RelativeBaseline relativeBaseline -> {
        List<Double> other = run.samples(gate.metric(), relativeBaseline.variant());
        yield other.isEmpty()
            ? new GateResult.NotMeasured(
                gate, gate.metric() + " of \"" + relativeBaseline.variant() + "\"")
            : result(gate, Quantiles.median(other), measured);
      }
    };
  }

  private static GateResult result(Gate gate, double baseline, double measured) {
    return new GateResult.Measured(
        gate, baseline, measured, ConfidenceInterval.ratio(measured, baseline));
  }
}
