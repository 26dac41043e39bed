package dev.brummer.perf.model;

import dev.brummer.perf.result.Unit;
import org.jspecify.annotations.Nullable;

/// One value predicted by a model, beside the measured value.
///
/// @param group heading in reports
/// @param source number of the reference figure, "S16"
/// @param model predicted value
/// @param measured measured value; null if not measured
public record Prediction(
    String group,
    String source,
    String quantity,
    Unit unit,
    double model,
    @Nullable Double measured) {
  /// Relative error of the model in percent of the measured value; null if not measured.
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
