package dev.brummer.perf.bench.program;

import dev.brummer.perf.program.ProgramUsage;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.MetricDirection;
import dev.brummer.perf.result.ReferenceFigure;
import dev.brummer.perf.result.Unit;
import java.util.List;
import java.util.Map;

/// Metrics of `idle.plain`, `idle.ui` and `idle.proxy`.
final class IdleMetrics {
  private IdleMetrics() {}

  static List<Metric> of(String suite) {
    return List.of(cpu(suite), switches(suite), memory(suite));
  }

  static List<Metric> withWrites(String suite) {
    return List.of(cpu(suite), switches(suite), memory(suite), writes(suite));
  }

  /// Returns the values of [#of] between two readings.
  static Map<Metric, Double> values(String suite, ProgramUsage before, ProgramUsage after) {
    return Map.of(
        cpu(suite), after.cpuPercentSince(before),
        switches(suite), after.switchesPerSecondSince(before),
        memory(suite), (double) after.memory());
  }

  private static Metric cpu(String suite) {
    return metric(suite, "cpu", Unit.PERCENT);
  }

  private static Metric switches(String suite) {
    return metric(suite, "wake-ups", Unit.PER_SECOND);
  }

  private static Metric memory(String suite) {
    return metric(suite, "resident memory", Unit.BYTES);
  }

  /// Writes to the terminal in a minute.
  static Metric writes(String suite) {
    return metric(suite, "writes to the terminal a minute", Unit.COUNT);
  }

  private static Metric metric(String suite, String quantity, Unit unit) {
    String row = suite.equals("idle.proxy") ? "a quiet server" : "three quiet children";
    return new Metric(suite, row, quantity, unit, MetricDirection.LOWER, ReferenceFigure.NONE);
  }
}
