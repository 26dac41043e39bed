package dev.brummer.perf.bench.program;

/// Tells when a program has warmed up: the throughput of two successive windows differs by less
/// than 3 % from that of the window before.
final class SteadyThroughput {
  private static final double MAX_CHANGE = 0.03;
  private static final int REQUIRED_WINDOWS = 2;

  private double last;
  private int steadyWindows;

  /// Adds the next window.
  ///
  /// @return whether the throughput is steady
  boolean add(double perSecond) {
    boolean steady = last > 0 && Math.abs(perSecond - last) < MAX_CHANGE * last;
    steadyWindows = steady ? steadyWindows + 1 : 0;
    last = perSecond;
    return steadyWindows >= REQUIRED_WINDOWS;
  }
}
