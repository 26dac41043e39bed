package dev.brummer.perf.gate;

import dev.brummer.perf.result.Run;
import dev.brummer.perf.stat.Interval;
import dev.brummer.perf.stat.Quantile;
import java.util.List;

/// Holds a run against gates.
public final class Gates {
  private Gates() {}

  public static List<GateResult> check(Run run, List<Gate> gates) {
    return gates.stream().map(gate -> check(run, gate)).toList();
  }

  private static GateResult check(Run run, Gate gate) {
    List<Double> now = run.samples(gate.metric(), "now");
    if (now.isEmpty()) {
      return new GateResult.NotMeasured(gate, gate.metric());
    }
    double measured = Quantile.median(now);
    return switch (gate.baseline()) {
      case Gate.Fixed fixed -> result(gate, fixed.value(), measured);
      case Gate.Beside beside -> {
        List<Double> other = run.samples(gate.metric(), beside.variant());
        yield other.isEmpty()
            ? new GateResult.NotMeasured(gate, gate.metric() + " of \"" + beside.variant() + "\"")
            : result(gate, Quantile.median(other), measured);
      }
    };
  }

  private static GateResult result(Gate gate, double baseline, double measured) {
    return new GateResult.Measured(gate, baseline, measured, Interval.ratio(measured, baseline));
  }
}
