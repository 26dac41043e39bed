package dev.brummer.perf.stat;

import java.util.Arrays;
import java.util.Collection;

/// Quantiles of samples.
public final class Quantiles {
  private Quantiles() {}

  public static double median(Collection<Double> values) {
    return of(values, 0.5);
  }

  /// Quantile `q` of `values`, interpolated linearly (type 7 of Hyndman and Fan, as in R and
  /// NumPy).
  ///
  /// @throws IllegalArgumentException if there are no values
  public static double of(Collection<Double> values, double q) {
    return ofSorted(sorted(values), q);
  }

  /// 90th percentile divided by the 10th; 1 if all values are equal.
  public static double spread(Collection<Double> values) {
    double[] sorted = sorted(values);
    double low = ofSorted(sorted, 0.1);
    double high = ofSorted(sorted, 0.9);
    return low == high ? 1 : ConfidenceInterval.ratio(high, low);
  }

  static double[] sorted(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  static double ofSorted(double[] sorted, double q) {
    if (sorted.length == 0 || q < 0 || q > 1) {
      throw new IllegalArgumentException("quantile " + q + " of " + sorted.length + " values");
    }
    double place = q * (sorted.length - 1);
    int low = (int) Math.floor(place);
    int high = Math.min(sorted.length - 1, low + 1);
    return sorted[low] == sorted[high]
        ? sorted[low]
        : sorted[low] + (place - low) * (sorted[high] - sorted[low]);
  }
}
