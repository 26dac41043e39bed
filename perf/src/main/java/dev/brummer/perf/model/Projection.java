package dev.brummer.perf.model;

import dev.brummer.perf.result.Direction;

/// A row of the seed's table of expected improvements (S35 to S47), and the metric that it is held
/// against.
///
/// @param source in the checklist
/// @param unit that the seed has its figures in
/// @param improvement in parts of 100, as the seed prints it
/// @param metricKey key of the metric
/// @param factor from the metric's unit to `unit`
/// @param description what exactly is measured, for people
public record Projection(
    String source,
    String component,
    String metric,
    String unit,
    double current,
    double projected,
    double improvement,
    Direction direction,
    String metricKey,
    double factor,
    String description) {
  /// In parts of 100, by division.
  public double computed() {
    return Math.abs(current - projected) / current * 100;
  }

  /// Whether a value, in `unit`, is as good as the seed hoped.
  public boolean isReached(double value) {
    return direction == Direction.LOWER ? value <= projected : value >= projected;
  }
}
