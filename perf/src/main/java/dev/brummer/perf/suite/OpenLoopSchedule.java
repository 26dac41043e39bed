package dev.brummer.perf.suite;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/// Several things, each so many times a second, evenly spread over a time: when each is due and
/// which it is. Open loop: whoever is late does not shift what is due next, so what is measured
/// from the due time contains the waiting that a closed loop would leave out (coordinated
/// omission).
public final class OpenLoopSchedule {
  /// The clock of a park is this coarse: the rest is spun.
  private static final long SPIN_NANOS = 150_000;

  private final long[] dueNanos;
  private final int[] kinds;

  /// @param perSecond rate of each kind
  public OpenLoopSchedule(double seconds, double... perSecond) {
    int[] left = new int[perSecond.length];
    int size = 0;
    for (int kind = 0; kind < left.length; kind++) {
      left[kind] = (int) Math.round(perSecond[kind] * seconds);
      size += left[kind];
    }
    dueNanos = new long[size];
    kinds = new int[size];
    int[] done = new int[perSecond.length];
    for (int i = 0; i < size; i++) {
      int next = next(perSecond, left, done);
      dueNanos[i] = due(perSecond[next], done[next]);
      kinds[i] = next;
      done[next]++;
    }
  }

  private static int next(double[] perSecond, int[] left, int[] done) {
    int best = -1;
    for (int kind = 0; kind < left.length; kind++) {
      boolean open = done[kind] < left[kind];
      if (open
          && (best < 0 || due(perSecond[kind], done[kind]) < due(perSecond[best], done[best]))) {
        best = kind;
      }
    }
    return best;
  }

  /// In the middle of its period: things of one rate do not come at once with those of another.
  private static long due(double perSecond, int index) {
    return Math.round((index + 0.5) * 1e9 / perSecond);
  }

  public int size() {
    return kinds.length;
  }

  public int kind(int index) {
    return kinds[index];
  }

  public long dueNanos(int index) {
    return dueNanos[index];
  }

  /// Calls `step` with each index when it is due, or as soon after as it can.
  ///
  /// @param precise spins before each, which takes some of a core
  public void run(long startNanos, boolean precise, IntConsumer step) {
    for (int i = 0; i < kinds.length; i++) {
      await(startNanos + dueNanos[i], precise);
      step.accept(i);
    }
  }

  private static void await(long due, boolean precise) {
    long margin = precise ? SPIN_NANOS : 0;
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      if (left > margin) {
        LockSupport.parkNanos(left - margin);
      } else {
        Thread.onSpinWait();
      }
    }
  }
}
