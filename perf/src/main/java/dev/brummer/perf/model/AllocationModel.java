package dev.brummer.perf.model;

/// What a session allocates a second, before and after (S19, S20).
///
/// @param threads model of the bus before
/// @param collectedEach bytes of allocation to a collection
/// @param pauseMillis of a collection
public record AllocationModel(
    ThreadPerHandlerModel threads,
    int linesPerSecond,
    int requestsPerSecond,
    int looksPerSecond,
    double collectedEach,
    double pauseMillis) {
  private static final double LINE = 512;
  private static final double REQUEST = 1000;
  private static final double LOOK = 256;

  /// 200 lines, 50 requests, 250 looks a second; a pause of half a millisecond each 2 MB.
  public static AllocationModel seed() {
    return new AllocationModel(ThreadPerHandlerModel.seed(), 200, 50, 250, 2e6, 0.5);
  }

  /// Bytes a second: threads, lines, requests, copies of states.
  public double before() {
    return threads.threadsPerSecond() * (double) threads.bytesPerThread()
        + after()
        + LOOK * looksPerSecond;
  }

  /// Bytes a second: lines and requests, as ever.
  public double after() {
    return LINE * linesPerSecond + REQUEST * requestsPerSecond;
  }

  /// In parts of 100.
  public double saved() {
    return 100 * (before() - after()) / before();
  }

  public double collectionsPerSecond(double bytesPerSecond) {
    return bytesPerSecond / collectedEach;
  }

  /// In parts of 100 of all time.
  public double pausePercent(double bytesPerSecond) {
    return collectionsPerSecond(bytesPerSecond) * pauseMillis / 1000 * 100;
  }
}
