package dev.brummer.perf.gate;

/// One thing that must hold.
///
/// @param name by which its failure is called
/// @param metric key of a metric, of the product
/// @param threshold that measured / baseline must not pass
public record Gate(String name, String metric, Baseline baseline, Threshold threshold) {
  /// What is compared with.
  public sealed interface Baseline {}

  /// A figure of the source document, in the metric's unit.
  public record FixedBaseline(double value) implements Baseline {}

  /// Another variant in the same run: "before" or a rival's title.
  public record RelativeBaseline(String variant) implements Baseline {}

  /// A bound of measured / baseline.
  public sealed interface Threshold {
    /// What a division may be off by.
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
