package dev.brummer.perf.stat;

import java.util.ArrayList;
import java.util.List;

/// Ratio of two programs that were measured in turns.
///
/// The samples of one turn are divided by each other, so that a slow phase of the machine, which
/// both suffer, cancels out.
///
/// @param median of the turns' ratios
/// @param low lower quartile
/// @param high upper quartile
public record PairedRatio(double median, double low, double high) {
  /// Pairs the samples in order; a surplus on one side is ignored.
  ///
  /// @throws IllegalArgumentException if a side is empty
  public static PairedRatio of(List<Double> above, List<Double> below) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < Math.min(above.size(), below.size()); i++) {
      ratios.add(ConfidenceInterval.ratio(above.get(i), below.get(i)));
    }
    return new PairedRatio(
        Quantiles.median(ratios), Quantiles.of(ratios, 0.25), Quantiles.of(ratios, 0.75));
  }
}
