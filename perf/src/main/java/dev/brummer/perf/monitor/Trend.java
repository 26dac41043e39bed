package dev.brummer.perf.monitor;

/// Where a metric is going: the newest window of values beside the one before it.
public sealed interface Trend {
  /// There are fewer values than two windows take.
  ///
  /// @param values that there are
  /// @param needed for a trend
  record InsufficientData(int values, int needed) implements Trend {}

  /// The windows can be compared.
  ///
  /// @param change (mean of the newest - mean before) / mean before
  /// @param significance 1 - p: how unlikely so large a difference is by chance; the smaller of
  ///   Welch's test and Mann and Whitney's, so that neither an outlier nor a shape decides alone
  record Change(double change, double significance) implements Trend {
    /// Whether the metric rises by more than a share for sure.
    public boolean isRising(double share, double sure) {
      return significance > sure && change > share;
    }

    /// Whether it falls by more than a share for sure.
    public boolean isFalling(double share, double sure) {
      return significance > sure && change < -share;
    }
  }
}
