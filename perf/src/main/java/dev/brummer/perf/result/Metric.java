package dev.brummer.perf.result;

/// What a number is a number of.
///
/// @param suite "eventbus.publish"
/// @param row what is done, in words: "10 publishers"
/// @param quantity what is counted of it: "time", "memory", "p95"
/// @param direction which way it should go
public record Metric(
    String suite,
    String row,
    String quantity,
    Unit unit,
    Direction direction,
    ReferenceFigure reference) {
  public Metric {
    if (suite.isEmpty() || row.isEmpty() || quantity.isEmpty()) {
      throw new IllegalArgumentException("a metric without a name: " + suite + row + quantity);
    }
  }

  /// A time, the shorter the better.
  public static Metric time(String suite, String row, ReferenceFigure reference) {
    return new Metric(suite, row, "time", Unit.NANOS, Direction.LOWER, reference);
  }

  /// Bytes allocated, the fewer the better.
  public static Metric memory(String suite, String row, ReferenceFigure reference) {
    return new Metric(suite, row, "memory", Unit.BYTES, Direction.LOWER, reference);
  }

  /// Unique within a run, and what gates and comparisons name it by.
  public String key() {
    return suite + " / " + row + " / " + quantity;
  }

  /// Within its suite, for people: "10 publishers, time".
  public String label() {
    return row + ", " + quantity;
  }

  /// "eventbus" of "eventbus.publish".
  public String component() {
    int dot = suite.indexOf('.');
    return dot < 0 ? suite : suite.substring(0, dot);
  }
}
