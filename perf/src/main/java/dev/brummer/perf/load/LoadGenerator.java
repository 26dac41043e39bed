package dev.brummer.perf.load;

import dev.brummer.perf.suite.OpenLoopSchedule;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Open-loop load generator: runs a task at its due times on a thread of its own until the duration
/// has elapsed or [#cancel]. Runs every due task however late; after a cancellation no further task
/// runs.
final class LoadGenerator {
  private final OpenLoopSchedule schedule;
  private final Task task;
  private final Thread thread;
  private volatile long start;
  private volatile long total;
  private volatile boolean cancelled;
  private volatile long completed;

  /// The generated operation.
  interface Task {
    /// @param dueNanos due time in [System#nanoTime]
    void run(long index, long dueNanos);
  }

  LoadGenerator(String name, OpenLoopSchedule schedule, Task task) {
    this.schedule = schedule;
    this.task = task;
    this.thread = Thread.ofPlatform().name("load-" + name).daemon().unstarted(this::run);
  }

  OpenLoopSchedule schedule() {
    return schedule;
  }

  /// Starts the thread.
  ///
  /// @param startNanos origin of the due times
  void start(long startNanos, Duration time) {
    start = startNanos;
    total = schedule.count(time);
    thread.start();
  }

  /// Requests termination. Any thread.
  void cancel() {
    cancelled = true;
    LockSupport.unpark(thread);
  }

  /// Waits for the thread.
  void join() throws InterruptedException {
    thread.join();
  }

  /// Returns the number of completed calls. Any thread.
  long completed() {
    return completed;
  }

  private void run() {
    for (long index = 0; index < total && !cancelled; index++) {
      long due = start + schedule.dueNanos(index);
      for (long remaining = due - System.nanoTime();
          remaining > 0 && !cancelled;
          remaining = due - System.nanoTime()) {
        LockSupport.parkNanos(this, remaining);
      }
      if (!cancelled) {
        task.run(index, due);
        completed = index + 1;
      }
    }
  }
}
