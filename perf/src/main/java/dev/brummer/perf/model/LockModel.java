package dev.brummer.perf.model;

/// `LockPerformanceModel` of the seed (S18).
///
/// @param contention 1.0: nobody waits, 2.0: half of the time is waited
public record LockModel(int readsPerSecond, int writesPerSecond, double contention) {
  private static final double MUTEX_NANOS = 23;
  private static final double ATOMIC_NANOS = 7;

  /// 50 reads, 5 writes a second, a little contention.
  public static LockModel reference() {
    return new LockModel(50, 5, 1.3);
  }

  /// As the formula has it: the uncontended time and a penalty.
  public double mutexNanos() {
    return MUTEX_NANOS + MUTEX_NANOS * contention;
  }

  /// As the text beside the formula has it.
  public double mutexNanosByText() {
    return MUTEX_NANOS * contention;
  }

  public double atomicNanos() {
    return ATOMIC_NANOS;
  }

  /// As the text has it.
  public double speedup() {
    return mutexNanosByText() / ATOMIC_NANOS;
  }
}
