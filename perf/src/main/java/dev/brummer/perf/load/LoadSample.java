package dev.brummer.perf.load;

/// Measurements of one sampling interval. Rates are per second, times in milliseconds, sizes in
/// bytes.
///
/// @param seconds end of the interval, since the start of the load
/// @param length duration of the interval in seconds
/// @param lines completed lines of all processes
/// @param eventP95 latency from due time to handler; NaN without events
/// @param requestP95 latency from due time to the last byte; NaN without requests
/// @param residentBytes resident set size of this process
/// @param heapBytes heap in use
/// @param afterGcBytes heap in use after the latest collection; NaN before the first
/// @param gcMillis collection pauses per second
/// @param otherCores cores used by unrelated programs
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
  /// Returns a copy with the collector's figures, which arrive late.
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
