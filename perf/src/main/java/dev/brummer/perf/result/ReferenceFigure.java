package dev.brummer.perf.result;

import org.jspecify.annotations.Nullable;

/// A figure that the reference design states for a metric, in the metric's unit. Quoted, never
/// measured.
///
/// @param baseline value of the reference design
/// @param projection value expected after its optimisation
/// @param source number of the figure, "S4"; empty if there is none
public record ReferenceFigure(
    @Nullable Double baseline, @Nullable Double projection, String source) {
  /// No figure.
  public static final ReferenceFigure NONE = new ReferenceFigure(null, null, "");

  /// A baseline without a projection.
  public static ReferenceFigure of(String source, double baseline) {
    return new ReferenceFigure(baseline, null, source);
  }

  public static ReferenceFigure of(String source, double baseline, double projection) {
    return new ReferenceFigure(baseline, projection, source);
  }

  /// A requirement without a number.
  public static ReferenceFigure of(String source) {
    return new ReferenceFigure(null, null, source);
  }
}
