package dev.brummer.perf.suite;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// A fixed set of threads started in advance. All threads run the same task once and meet at a
/// barrier, so a benchmark with 1000 publishers excludes `Thread.start`. One caller thread.
public final class WorkerGang implements AutoCloseable {
  private final CyclicBarrier start;
  private final CyclicBarrier end;
  private final Thread[] threads;
  private final AtomicReference<@Nullable IntConsumer> task = new AtomicReference<>();
  private volatile boolean closed;

  public WorkerGang(int size) {
    start = new CyclicBarrier(size + 1);
    end = new CyclicBarrier(size + 1);
    threads = new Thread[size];
    for (int i = 0; i < size; i++) {
      int index = i;
      threads[i] =
          Thread.ofPlatform()
              .name("worker-" + i)
              .stackSize(128 << 10)
              .daemon()
              .start(() -> workLoop(index));
    }
  }

  /// Returns the number of cores, at least 2.
  public static int cores() {
    return Math.max(2, Runtime.getRuntime().availableProcessors());
  }

  /// Calls `next` on every thread with its index and returns after the last call has returned.
  public void run(IntConsumer next) {
    task.set(next);
    await(start);
    await(end);
  }

  private void workLoop(int index) {
    while (true) {
      await(start);
      if (closed) {
        return;
      }
      IntConsumer mine = task.get();
      if (mine != null) {
        mine.accept(index);
      }
      await(end);
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    await(start);
  }
}
