package dev.brummer.tui.model.list;

/// Counts the requests of the last ten seconds in periods of a tenth of a second, however many they
/// are. Confined to the thread `tui`.
final class RequestCounter {
  static final long WINDOW_MILLIS = 10_000;
  private static final int PERIOD_MILLIS = 100;
  private static final int PERIODS = (int) (WINDOW_MILLIS / PERIOD_MILLIS);

  /// The period that each entry of the counts is for.
  private final long[] periods = new long[PERIODS];

  private final int[] requests = new int[PERIODS];
  private final int[] failures = new int[PERIODS];

  /// Counts a request; one that is older than the window is ignored.
  ///
  /// @param atMillis milliseconds since the epoch
  void add(long atMillis, boolean failed) {
    long period = atMillis / PERIOD_MILLIS;
    int entry = (int) (period % PERIODS);
    if (period > periods[entry]) {
      periods[entry] = period;
      requests[entry] = 0;
      failures[entry] = 0;
    }
    if (period == periods[entry]) {
      requests[entry]++;
      failures[entry] += failed ? 1 : 0;
    }
  }

  /// Number of requests in the ten seconds before `now`, to a tenth of a second.
  int requests(long now) {
    return sum(requests, now);
  }

  /// Number of them that failed.
  int failures(long now) {
    return sum(failures, now);
  }

  private int sum(int[] counts, long now) {
    long oldest = now / PERIOD_MILLIS - PERIODS + 1;
    int sum = 0;
    for (int i = 0; i < PERIODS; i++) {
      sum += periods[i] >= oldest ? counts[i] : 0;
    }
    return sum;
  }
}
