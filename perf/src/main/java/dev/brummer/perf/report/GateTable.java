package dev.brummer.perf.report;

import dev.brummer.perf.gate.Gate;
import dev.brummer.perf.gate.GateResult;
import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.Unit;
import java.util.List;

/// Gates: metric, baseline, threshold, measured, ratio, verdict.
public final class GateTable {
  static final List<String> HEADS =
      List.of("gate", "metric", "baseline", "", "threshold", "measured", "ratio", "verdict");

  private GateTable() {}

  public static String text(BenchRun run, List<GateResult> results) {
    TextTable table = new TextTable("gates", HEADS.toArray(String[]::new));
    results.forEach(result -> table.row(cells(run, result).toArray(String[]::new)));
    StringBuilder text = new StringBuilder(table.toString()).append('\n');
    results.stream()
        .filter(result -> !result.ok())
        .forEach(result -> text.append(result.text()).append('\n'));
    long failed = results.stream().filter(result -> !result.ok()).count();
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
          case Gate.AtMost most -> "≤ " + QuantityFormat.digits(most.ratio());
          case Gate.AtLeast least -> "≥ " + QuantityFormat.digits(least.ratio());
        };
    String origin =
        switch (gate.baseline()) {
          case Gate.Fixed _ -> "seed";
          case Gate.Beside beside -> beside.variant();
        };
    return switch (result) {
      case GateResult.Measured it ->
          List.of(
              gate.name(),
              gate.metric(),
              QuantityFormat.of(unit(run, gate), it.baseline()),
              origin,
              threshold,
              QuantityFormat.of(unit(run, gate), it.measured()),
              QuantityFormat.digits(it.ratio()),
              it.ok() ? "holds" : "FAILS");
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
