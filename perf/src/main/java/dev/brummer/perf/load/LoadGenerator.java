package dev.brummer.perf.load;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Does one thing again and again when it is due, on a thread of its own, until the time is over or
/// it is cancelled. What is due in the time is done, however late; what was due when it was
/// cancelled is not.
final class LoadGenerator {
  private final ConstantRate rate;
  private final Task task;
  private final Thread thread;
  private volatile long start;
  private volatile long total;
  private volatile boolean cancelled;
  private volatile long completed;

  /// What it does.
  interface Task {
    /// @param dueNanos of [System#nanoTime]
    void run(long index, long dueNanos);
  }

  LoadGenerator(String name, ConstantRate rate, Task task) {
    this.rate = rate;
    this.task = task;
    this.thread = Thread.ofPlatform().name("load-" + name).daemon().unstarted(this::run);
  }

  ConstantRate pace() {
    return rate;
  }

  /// Begins.
  ///
  /// @param startNanos the zero of the pace
  void start(long startNanos, Duration time) {
    start = startNanos;
    total = rate.due(time);
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
  long completed() {
    return completed;
  }

  private void run() {
    for (long index = 0; index < total && !cancelled; index++) {
      long due = start + rate.dueNanos(index);
      for (long left = due - System.nanoTime();
          left > 0 && !cancelled;
          left = due - System.nanoTime()) {
        LockSupport.parkNanos(this, left);
      }
      if (!cancelled) {
        task.run(index, due);
        completed = index + 1;
      }
    }
  }
}
