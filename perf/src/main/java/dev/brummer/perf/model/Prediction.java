package dev.brummer.perf.model;

import dev.brummer.perf.result.Unit;
import org.jspecify.annotations.Nullable;

/// One figure of a formula, and what was measured of the same.
///
/// @param group under which it is shown
/// @param source in the checklist
/// @param model what the formula gives
/// @param measured null if it was not measured
public record Prediction(
    String group,
    String source,
    String quantity,
    Unit unit,
    double model,
    @Nullable Double measured) {
  /// How far the model is off, in parts of 100 of what was measured; null if that is unknown.
  public @Nullable Double errorPercent() {
    Double found = measured;
    if (found == null) {
      return null;
    }
    return found == 0
        ? (model == 0 ? 0.0 : Double.POSITIVE_INFINITY)
        : (model - found) / found * 100;
  }
}
