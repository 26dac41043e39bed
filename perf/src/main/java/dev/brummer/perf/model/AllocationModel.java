package dev.brummer.perf.model;

/// What a session allocates a second, before and after (S19, S20).
///
/// @param threads model of the bus before
/// @param bytesPerCollection bytes of allocation to a collection
/// @param pauseMillis of a collection
public record AllocationModel(
    ThreadPerHandlerModel threads,
    int linesPerSecond,
    int requestsPerSecond,
    int statusReadsPerSecond,
    double bytesPerCollection,
    double pauseMillis) {
  private static final double LINE_BYTES = 512;
  private static final double REQUEST_BYTES = 1000;
  private static final double STATUS_BYTES = 256;

  /// 200 lines, 50 requests, 250 looks a second; a pause of half a millisecond each 2 MB.
  public static AllocationModel reference() {
    return new AllocationModel(ThreadPerHandlerModel.reference(), 200, 50, 250, 2e6, 0.5);
  }

  /// Bytes a second: threads, lines, requests, copies of states.
  public double baseline() {
    return threads.threadsPerSecond() * (double) threads.bytesPerThread()
        + projected()
        + STATUS_BYTES * statusReadsPerSecond;
  }

  /// Bytes a second: lines and requests, as ever.
  public double projected() {
    return LINE_BYTES * linesPerSecond + REQUEST_BYTES * requestsPerSecond;
  }

  /// In parts of 100.
  public double reductionPercent() {
    return 100 * (baseline() - projected()) / baseline();
  }

  public double collectionsPerSecond(double bytesPerSecond) {
    return bytesPerSecond / bytesPerCollection;
  }

  /// In parts of 100 of all time.
  public double pausePercent(double bytesPerSecond) {
    return collectionsPerSecond(bytesPerSecond) * pauseMillis / 1000 * 100;
  }
}
