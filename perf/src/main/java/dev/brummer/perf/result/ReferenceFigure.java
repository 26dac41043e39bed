package dev.brummer.perf.result;

import org.jspecify.annotations.Nullable;

/// What the source document says of a metric, quoted, in the metric's unit. Never measured here.
///
/// @param baseline what it was before
/// @param projection what it should become
/// @param source number in the checklist, "S4"; empty where the document is silent
public record ReferenceFigure(
    @Nullable Double baseline, @Nullable Double projection, String source) {
  /// The document is silent.
  public static final ReferenceFigure NONE = new ReferenceFigure(null, null, "");

  /// A baseline without a projection.
  public static ReferenceFigure of(String source, double baseline) {
    return new ReferenceFigure(baseline, null, source);
  }

  public static ReferenceFigure of(String source, double baseline, double projection) {
    return new ReferenceFigure(baseline, projection, source);
  }

  /// Belongs to a requirement that gives no number.
  public static ReferenceFigure of(String source) {
    return new ReferenceFigure(null, null, source);
  }
}
