package dev.brummer.perf.result;

/// Which way a metric should go.
public enum Direction {
  LOWER,
  HIGHER
}
