package dev.brummer.perf.compare;

/// Result of a comparison.
public enum ComparisonVerdict {
  /// Significantly better, and by more than the minimum change.
  BETTER,
  /// Significantly worse, and by more than the minimum change.
  WORSE,
  /// Enough precise samples to exclude a relevant difference.
  SAME,
  /// Tested, but the samples vary too much for a conclusion.
  UNCERTAIN,
  /// Too few samples on one side for any test to reach significance.
  UNTESTED
}
