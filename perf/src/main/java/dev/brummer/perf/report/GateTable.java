package dev.brummer.perf.report;

import dev.brummer.perf.gate.Gate;
import dev.brummer.perf.gate.GateResult;
import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.Unit;
import java.util.List;

/// Gate results: metric, baseline, threshold, measured value, ratio, verdict.
public final class GateTable {
  static final List<String> HEADERS =
      List.of("gate", "metric", "baseline", "", "threshold", "measured", "ratio", "verdict");

  private GateTable() {}

  public static String text(BenchRun run, List<GateResult> results) {
    TextTable table = new TextTable("gates", HEADERS.toArray(String[]::new));
    results.forEach(result -> table.row(cells(run, result).toArray(String[]::new)));
    StringBuilder text = new StringBuilder(table.toString()).append('\n');
    results.stream()
        .filter(result -> !result.passed())
        .forEach(result -> text.append(result.text()).append('\n'));
    long failed = results.stream().filter(result -> !result.passed()).count();
    return text.append(
            failed == 0
                ? "All %d gates hold.\n".formatted(results.size())
                : "%d of %d gates do not hold.\n".formatted(failed, results.size()))
        .toString();
  }

  static List<String> cells(BenchRun run, GateResult result) {
    Gate gate = result.gate();
    String threshold =
        switch (gate.threshold()) {
          case Gate.AtMost most -> "≤ " + QuantityFormat.formatNumber(most.ratio());
          case Gate.AtLeast least -> "≥ " + QuantityFormat.formatNumber(least.ratio());
        };
    String origin =
        switch (gate.baseline()) {
          case Gate.FixedBaseline _ -> "reference";
          case Gate.RelativeBaseline relativeBaseline -> relativeBaseline.variant();
        };
    return switch (result) {
      case GateResult.Measured it ->
          List.of(
              gate.name(),
              gate.metric(),
              QuantityFormat.format(unit(run, gate), it.baseline()),
              origin,
              threshold,
              QuantityFormat.format(unit(run, gate), it.measured()),
              QuantityFormat.formatNumber(it.ratio()),
              it.passed() ? "holds" : "FAILS");
      case GateResult.NotMeasured _ ->
          List.of(gate.name(), gate.metric(), "", origin, threshold, "", "", "NOT MEASURED");
    };
  }

  private static Unit unit(BenchRun run, Gate gate) {
    return run.metrics().stream()
        .filter(metric -> metric.key().equals(gate.metric()))
        .map(Metric::unit)
        .findFirst()
        .orElse(Unit.COUNT);
  }
}
