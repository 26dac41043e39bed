package dev.brummer.perf.load;

/// What one interval of the load test showed. Rates a second, times in milliseconds, sizes in
/// bytes.
///
/// @param seconds since the load began, at the end of the interval
/// @param length of the interval in seconds
/// @param lines that came through, of all processes
/// @param eventP95 from due to handled; NaN if there was none
/// @param requestP95 from due to the last byte; NaN if there was none
/// @param residentBytes of this process as the system counts them
/// @param heapBytes in use
/// @param afterGcBytes in use after the latest collection; NaN before the first
/// @param gcMillis paused for collections, a second
/// @param otherCores used by programs that are not part of the test
record LoadSample(
    double seconds,
    double length,
    double lines,
    double events,
    double checks,
    double requests,
    double eventP95,
    double requestP95,
    double residentBytes,
    double heapBytes,
    double afterGcBytes,
    double threads,
    double gcMillis,
    double otherCores) {
  /// The same, with what the collector's log said later.
  LoadSample with(double pausedMillis, double usedAfter) {
    return new LoadSample(
        seconds,
        length,
        lines,
        events,
        checks,
        requests,
        eventP95,
        requestP95,
        residentBytes,
        heapBytes,
        usedAfter,
        threads,
        pausedMillis,
        otherCores);
  }
}
