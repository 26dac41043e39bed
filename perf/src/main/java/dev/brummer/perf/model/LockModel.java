package dev.brummer.perf.model;

/// Cost of a mutex under contention against an atomic operation (S18).
///
/// @param contention 1.0 for none, 2.0 for half of the time blocked
public record LockModel(int readsPerSecond, int writesPerSecond, double contention) {
  private static final double MUTEX_NANOS = 23;
  private static final double ATOMIC_NANOS = 7;

  /// 50 reads and 5 writes per second, contention 1.3.
  public static LockModel reference() {
    return new LockModel(50, 5, 1.3);
  }

  /// Mutex cost by the formula: uncontended time plus contention penalty.
  public double mutexNanos() {
    return MUTEX_NANOS + MUTEX_NANOS * contention;
  }

  /// Mutex cost by the text beside the formula, which omits the uncontended time.
  public double mutexNanosByText() {
    return MUTEX_NANOS * contention;
  }

  public double atomicNanos() {
    return ATOMIC_NANOS;
  }

  /// Mutex cost by the text, divided by the cost of an atomic operation.
  public double speedup() {
    return mutexNanosByText() / ATOMIC_NANOS;
  }
}
