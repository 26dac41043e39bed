package dev.brummer.perf.suite;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/// Due times of an operation at a constant rate.
///
/// The schedule is open loop: a late operation does not shift the following due times. Latencies
/// measured from the due time therefore include the delay that a closed loop omits (coordinated
/// omission). Immutable.
///
/// @param perSecond rate
public record OpenLoopSchedule(double perSecond) {
  public OpenLoopSchedule {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("per second: " + perSecond);
    }
  }

  /// Merges schedules of several kinds, over a limited time.
  ///
  /// @param perSecond rate of each kind
  public static Mix mix(Duration time, double... perSecond) {
    return new Mix(time, perSecond);
  }

  /// Returns the due time after the start: the middle of the operation's period, so that schedules
  /// of different rates do not start with a burst.
  public long dueNanos(long index) {
    return Math.round((index + 0.5) * 1e9 / perSecond);
  }

  /// Returns the number of operations due in a time.
  public long count(Duration time) {
    return Math.round(time.toNanos() / 1e9 * perSecond);
  }

  /// A merged schedule: operations of several kinds in order of their due times. Immutable.
  public static final class Mix {
    /// Resolution of `parkNanos`; the rest is spun.
    private static final long SPIN_NANOS = 150_000;

    private final long[] dueNanos;
    private final int[] kinds;

    private Mix(Duration time, double... perSecond) {
      OpenLoopSchedule[] schedules = new OpenLoopSchedule[perSecond.length];
      int size = 0;
      for (int kind = 0; kind < schedules.length; kind++) {
        schedules[kind] = new OpenLoopSchedule(perSecond[kind]);
        size += (int) schedules[kind].count(time);
      }
      dueNanos = new long[size];
      kinds = new int[size];
      int[] used = new int[schedules.length];
      for (int i = 0; i < size; i++) {
        int next = next(schedules, used, time);
        dueNanos[i] = schedules[next].dueNanos(used[next]++);
        kinds[i] = next;
      }
    }

    /// Returns the kind that is due next.
    private static int next(OpenLoopSchedule[] schedules, int[] used, Duration time) {
      int best = -1;
      for (int kind = 0; kind < schedules.length; kind++) {
        boolean remaining = used[kind] < schedules[kind].count(time);
        if (remaining
            && (best < 0
                || schedules[kind].dueNanos(used[kind]) < schedules[best].dueNanos(used[best]))) {
          best = kind;
        }
      }
      return best;
    }

    public int size() {
      return kinds.length;
    }

    public int kind(int index) {
      return kinds[index];
    }

    /// Returns the due time after the start.
    public long dueNanos(int index) {
      return dueNanos[index];
    }

    /// Calls `step` with each index at its due time, or as soon as possible after it.
    ///
    /// @param precise spins before each due time, at the cost of some CPU time
    public void run(long startNanos, boolean precise, IntConsumer step) {
      for (int i = 0; i < kinds.length; i++) {
        await(startNanos + dueNanos[i], precise);
        step.accept(i);
      }
    }

    private static void await(long dueNanos, boolean precise) {
      long margin = precise ? SPIN_NANOS : 0;
      for (long left = dueNanos - System.nanoTime();
          left > 0;
          left = dueNanos - System.nanoTime()) {
        if (left > margin) {
          LockSupport.parkNanos(left - margin);
        } else {
          Thread.onSpinWait();
        }
      }
    }
  }
}
