package dev.brummer.perf.load;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Does one thing again and again when it is due, on a thread of its own, until the time is over or
/// it is cancelled. What is due in the time is done, however late; what was due when it was
/// cancelled is not.
final class LoadGenerator {
  private final ConstantRate pace;
  private final Step step;
  private final Thread thread;
  private volatile long start;
  private volatile long length;
  private volatile boolean cancelled;
  private volatile long done;

  /// What it does.
  interface Step {
    /// @param dueNanos of [System#nanoTime]
    void at(long index, long dueNanos);
  }

  LoadGenerator(String name, ConstantRate pace, Step step) {
    this.pace = pace;
    this.step = step;
    this.thread = Thread.ofPlatform().name("load-" + name).daemon().unstarted(this::run);
  }

  ConstantRate pace() {
    return pace;
  }

  /// Begins.
  ///
  /// @param startNanos the zero of the pace
  void start(long startNanos, Duration time) {
    start = startNanos;
    length = pace.due(time);
    thread.start();
  }

  /// Ends it soon. Any thread.
  void cancel() {
    cancelled = true;
    LockSupport.unpark(thread);
  }

  /// Waits for its end.
  void join() throws InterruptedException {
    thread.join();
  }

  /// How often it has done it. Any thread.
  long done() {
    return done;
  }

  private void run() {
    for (long index = 0; index < length && !cancelled; index++) {
      long due = start + pace.dueNanos(index);
      for (long left = due - System.nanoTime();
          left > 0 && !cancelled;
          left = due - System.nanoTime()) {
        LockSupport.parkNanos(this, left);
      }
      if (!cancelled) {
        step.at(index, due);
        done = index + 1;
      }
    }
  }
}
