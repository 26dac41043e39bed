package dev.brummer.perf.result;

import java.util.List;

/// What one fork said of one metric.
///
/// @param round of the run, from 1: a fork a round
/// @param samples one a shot, in the order they were taken
public record Measurement(Metric metric, Variant variant, int round, List<Double> samples) {
  public Measurement {
    samples = List.copyOf(samples);
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("no samples: " + metric.key() + " " + variant.key());
    }
  }
}
