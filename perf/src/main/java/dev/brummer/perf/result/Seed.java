package dev.brummer.perf.result;

import org.jspecify.annotations.Nullable;

/// What the source document says of a metric, quoted, in the metric's unit. Never measured here.
///
/// @param baseline what it was before
/// @param projection what it should become
/// @param source number in the checklist, "S4"; empty where the document is silent
public record Seed(@Nullable Double baseline, @Nullable Double projection, String source) {
  /// The document is silent.
  public static final Seed NONE = new Seed(null, null, "");

  /// A baseline without a projection.
  public static Seed of(String source, double baseline) {
    return new Seed(baseline, null, source);
  }

  public static Seed of(String source, double baseline, double projection) {
    return new Seed(baseline, projection, source);
  }

  /// Belongs to a requirement that gives no number.
  public static Seed of(String source) {
    return new Seed(null, null, source);
  }
}
