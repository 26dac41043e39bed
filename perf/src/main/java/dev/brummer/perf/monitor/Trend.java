package dev.brummer.perf.monitor;

/// Trend of a metric: its most recent window of values against the preceding one.
public sealed interface Trend {
  /// Fewer values than two windows.
  ///
  /// @param values number of recorded values
  /// @param needed number of values required
  record InsufficientData(int values, int needed) implements Trend {}

  /// Result of comparing two full windows.
  ///
  /// @param change (mean of the recent window - mean of the previous one) / mean of the previous
  ///   one
  /// @param significance 1 - p; the smaller one of Welch's t-test and the Mann–Whitney U test, so
  ///   that neither an outlier nor the shape of the distribution decides alone
  record Change(double change, double significance) implements Trend {
    /// True if the metric rises by more than `share` with a significance above `sure`.
    public boolean isRising(double share, double sure) {
      return significance > sure && change > share;
    }

    /// True if the metric falls by more than `share` with a significance above `sure`.
    public boolean isFalling(double share, double sure) {
      return significance > sure && change < -share;
    }
  }
}
