package dev.brummer.perf.result;

/// What a number counts. Shown scaled, kept as it is.
public enum Unit {
  NANOS("ns"),
  BYTES("B"),
  BYTES_PER_SECOND("B/s"),
  PER_SECOND("/s"),
  PERCENT("%"),
  COUNT(""),
  TIMES("x");

  private final String symbol;

  Unit(String symbol) {
    this.symbol = symbol;
  }

  public String symbol() {
    return symbol;
  }
}
