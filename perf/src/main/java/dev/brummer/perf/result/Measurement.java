package dev.brummer.perf.result;

import java.util.List;

/// Samples of one metric from one fork.
///
/// @param round number of the fork, from 1
/// @param samples one per iteration, in order
public record Measurement(Metric metric, Variant variant, int round, List<Double> samples) {
  public Measurement {
    samples = List.copyOf(samples);
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("no samples: " + metric.key() + " " + variant.key());
    }
  }
}
