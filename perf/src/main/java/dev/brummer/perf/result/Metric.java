package dev.brummer.perf.result;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A measured quantity.
///
/// @param suite "eventbus.publish"
/// @param row load, in words: "10 publishers"
/// @param quantity "time", "memory", "p95"
/// @param direction whether lower or higher is better; `better` in JSON
/// @param reference figure of the reference design; `seed` in JSON
public record Metric(
    String suite,
    String row,
    String quantity,
    Unit unit,
    @JsonProperty("better") MetricDirection direction,
    @JsonProperty("seed") ReferenceFigure reference) {
  public Metric {
    if (suite.isEmpty() || row.isEmpty() || quantity.isEmpty()) {
      throw new IllegalArgumentException(
          "incomplete metric name: " + suite + " / " + row + " / " + quantity);
    }
  }

  /// A duration in nanoseconds; lower is better.
  public static Metric time(String suite, String row, ReferenceFigure reference) {
    return new Metric(suite, row, "time", Unit.NANOS, MetricDirection.LOWER, reference);
  }

  /// Allocated bytes; lower is better.
  public static Metric memory(String suite, String row, ReferenceFigure reference) {
    return new Metric(suite, row, "memory", Unit.BYTES, MetricDirection.LOWER, reference);
  }

  /// Key that gates and comparisons use, unique within a run: "eventbus.publish / 10 publishers /
  /// time".
  public String key() {
    return suite + " / " + row + " / " + quantity;
  }

  /// Label within its suite: "10 publishers, time".
  public String label() {
    return row + ", " + quantity;
  }

  /// "eventbus" of "eventbus.publish".
  public String component() {
    int dot = suite.indexOf('.');
    return dot < 0 ? suite : suite.substring(0, dot);
  }
}
