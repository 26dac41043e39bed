package dev.brummer.perf.gate;

/// A performance requirement.
///
/// @param name shown when it fails
/// @param metric key of a metric of the product
/// @param threshold bound of measured / baseline
public record Gate(String name, String metric, Baseline baseline, Threshold threshold) {
  /// Value that the measured one is divided by.
  public sealed interface Baseline {}

  /// A figure of the reference design, in the metric's unit.
  public record FixedBaseline(double value) implements Baseline {}

  /// Another variant in the same run: "before" or the title of an alternative.
  public record RelativeBaseline(String variant) implements Baseline {}

  /// Bound of measured / baseline.
  public sealed interface Threshold {
    /// Relative tolerance for floating-point rounding.
    double ROUNDING_TOLERANCE = 1e-9;

    double ratio();

    boolean isMet(double ratio);
  }

  public record AtMost(double ratio) implements Threshold {
    @Override
    public boolean isMet(double measured) {
      return measured <= ratio * (1 + ROUNDING_TOLERANCE);
    }
  }

  public record AtLeast(double ratio) implements Threshold {
    @Override
    public boolean isMet(double measured) {
      return measured >= ratio * (1 - ROUNDING_TOLERANCE);
    }
  }
}
