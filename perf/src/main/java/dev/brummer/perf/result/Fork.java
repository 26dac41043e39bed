package dev.brummer.perf.result;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What one forked virtual machine measured.
///
/// @param suite "eventbus.publish"
/// @param design which implementation, "BRUMMER" for the product
/// @param parameters what else tells this measurement from its neighbours
/// @param unit of the values: "ns", nanoseconds an operation, or "%"
/// @param values one a shot, in the order they were measured
/// @param bytes allocated an operation, by the collector's counters
/// @param counters what else was counted, by name; means over the shots
public record Fork(
    String suite,
    String design,
    Map<String, String> parameters,
    String unit,
    List<Double> values,
    double bytes,
    Map<String, Double> counters) {
  public Fork {
    counters = Map.copyOf(counters);
    parameters = Map.copyOf(parameters);
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no shots: " + suite + " " + design);
    }
  }

  public String label() {
    return suite + " " + design + " " + new TreeMap<>(parameters);
  }

  public double median() {
    return quantile(values, 0.5);
  }

  /// The arithmetic mean, for what is mostly 0.
  public double mean() {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /// The value below which the share `q` of `values` lies, linear between neighbours (type 7 of
  /// Hyndman and Fan, as in R and NumPy).
  public static double quantile(List<Double> values, double q) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    double place = q * (sorted.length - 1);
    int low = (int) Math.floor(place);
    int high = Math.min(sorted.length - 1, low + 1);
    return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
  }
}
