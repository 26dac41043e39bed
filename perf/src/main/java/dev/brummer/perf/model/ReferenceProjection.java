package dev.brummer.perf.model;

import dev.brummer.perf.result.MetricDirection;

/// An expected improvement of the reference design (S35 to S47), and the metric that measures it.
///
/// @param source number of the reference figure
/// @param unit unit of `current` and `projected`
/// @param current value of the reference design
/// @param projected value expected after the optimisation
/// @param improvement in percent, as stated by the reference design
/// @param metricKey key of the measured metric
/// @param factor from the metric's unit to `unit`
/// @param description what exactly is measured
public record ReferenceProjection(
    String source,
    String component,
    String metric,
    String unit,
    double current,
    double projected,
    double improvement,
    MetricDirection direction,
    String metricKey,
    double factor,
    String description) {
  /// Improvement in percent, computed from `current` and `projected`.
  public double computed() {
    return Math.abs(current - projected) / current * 100;
  }

  /// True if a value, in `unit`, is at least as good as projected.
  public boolean isReached(double value) {
    return direction == MetricDirection.LOWER ? value <= projected : value >= projected;
  }
}
