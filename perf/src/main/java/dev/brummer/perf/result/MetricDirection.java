package dev.brummer.perf.result;

/// Whether lower or higher values of a metric are better.
public enum MetricDirection {
  LOWER,
  HIGHER
}
