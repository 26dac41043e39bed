package dev.brummer.perf.bench;

import dev.brummer.perf.result.Fork;
import java.util.List;

/// What several forks of one measurement say together.
///
/// @param median of all shots
/// @param spread 90th percentile of all shots divided by the 10th
/// @param bytes median over the forks
record Summary(double median, double spread, double bytes) {
  static Summary of(List<Fork> forks) {
    List<Double> values = forks.stream().flatMap(fork -> fork.values().stream()).toList();
    List<Double> bytes = forks.stream().map(Fork::bytes).toList();
    return new Summary(
        Fork.quantile(values, 0.5),
        Fork.quantile(values, 0.9) / Fork.quantile(values, 0.1),
        Fork.quantile(bytes, 0.5));
  }
}
