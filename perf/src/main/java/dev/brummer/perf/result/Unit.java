package dev.brummer.perf.result;

/// Unit of a metric. Values are stored unscaled and scaled for display.
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
