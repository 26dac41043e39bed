package dev.brummer.perf.model;

/// Allocation rate of a development session in the reference design and after its optimisation
/// (S19, S20).
///
/// @param threads model of the reference design's event bus
/// @param bytesPerCollection bytes allocated between two garbage collections
/// @param pauseMillis pause per collection
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

  /// 200 lines, 50 requests and 250 status reads per second; one pause of 0.5 ms per 2 MB.
  public static AllocationModel reference() {
    return new AllocationModel(ThreadPerHandlerModel.reference(), 200, 50, 250, 2e6, 0.5);
  }

  /// Bytes per second of the reference design: threads, lines, requests, status copies.
  public double baseline() {
    return threads.threadsPerSecond() * (double) threads.bytesPerThread()
        + projected()
        + STATUS_BYTES * statusReadsPerSecond;
  }

  /// Bytes per second after the optimisation: lines and requests only.
  public double projected() {
    return LINE_BYTES * linesPerSecond + REQUEST_BYTES * requestsPerSecond;
  }

  /// Reduction from [#baseline] to [#projected] in percent.
  public double reductionPercent() {
    return 100 * (baseline() - projected()) / baseline();
  }

  public double collectionsPerSecond(double bytesPerSecond) {
    return bytesPerSecond / bytesPerCollection;
  }

  /// Share of time spent in garbage collection pauses, in percent.
  public double pausePercent(double bytesPerSecond) {
    return collectionsPerSecond(bytesPerSecond) * pauseMillis / 1000 * 100;
  }
}
