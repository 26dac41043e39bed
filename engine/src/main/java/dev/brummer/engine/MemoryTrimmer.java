package dev.brummer.engine;

import dev.brummer.engine.process.os.MappedFiles;
import dev.brummer.engine.process.os.NativeHeap;
import dev.brummer.engine.timer.CoalescedTimer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Returns memory that this program no longer needs to the system: that of the Java heap, that of
/// the C library, and the pages of files that only the start has used.
///
/// The serial collector extends the old generation up to its maximum before it collects it for the
/// first time: a run of hours that serves a page now and then would hold 384 MB, most of them
/// garbage. So the heap is collected when it has grown; for 12 MB of living objects that takes
/// about 25 ms. The C library keeps what the JIT compilers have freed, 40 MB at times.
///
/// Runs on the daemon thread `memory`, with the other threads while the program is idle.
public final class MemoryTrimmer {
  private static final long CHECK_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

  /// The JIT compilers map their code again whenever they run.
  private static final long RELEASE_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(55);

  /// Change of the used heap between two checks from which on the program is not idle, in bytes.
  private static final long MIN_CHANGE = 1 << 20;

  /// Growth of the heap since the last collection after which the next one is due, in bytes.
  private static final long MIN_GROWTH = 6 << 20;

  /// The same, as a part of the heap.
  private static final long GROWTH_DIVISOR = 4;

  /// Size after the last collection, at first at the start.
  private long base;

  /// Used bytes of the heap at the last check.
  private long lastUsed;

  MemoryTrimmer(long size) {
    this.base = size;
  }

  /// Starts the thread, unless the limit of threads is reached. Called once per program.
  public static void start() {
    MemoryTrimmer trimmer = new MemoryTrimmer(Runtime.getRuntime().totalMemory());
    try {
      Thread.ofPlatform().daemon().name("memory").start(trimmer::runWhileLinked);
    } catch (OutOfMemoryError noThread) {
      return; // memory grows to its maximum
    }
  }

  private void runWhileLinked() {
    try {
      run();
    } catch (LinkageError noDescriptors) {
      return; // to link native functions needs some; memory grows to its maximum
    }
  }

  private void run() {
    Runtime runtime = Runtime.getRuntime();
    LockSupport.parkNanos(this, CHECK_INTERVAL_NANOS);
    MappedFiles files = MappedFiles.find();
    long released = System.nanoTime() - RELEASE_INTERVAL_NANOS;
    while (!Thread.currentThread().isInterrupted()) {
      if (isDue(runtime.totalMemory())) {
        runtime.gc();
        collected(runtime.totalMemory());
      }
      boolean idle = isIdle(runtime.totalMemory() - runtime.freeMemory());
      long now = System.nanoTime();
      boolean release = now - released >= RELEASE_INTERVAL_NANOS;
      if (release || !idle) {
        NativeHeap.trim();
      }
      if (release) {
        released = now;
        files.release();
      }
      long interval = idle ? CoalescedTimer.PERIOD_NANOS : CHECK_INTERVAL_NANOS;
      LockSupport.parkNanos(this, CoalescedTimer.due(now, interval) - now);
    }
  }

  /// Whether the program has allocated next to nothing since the last call.
  ///
  /// @param used used bytes of the heap
  boolean isIdle(long used) {
    boolean idle = Math.abs(used - lastUsed) < MIN_CHANGE;
    lastUsed = used;
    return idle;
  }

  /// @param size committed size of the heap in bytes
  boolean isDue(long size) {
    return size - base >= Math.max(MIN_GROWTH, base / GROWTH_DIVISOR);
  }

  void collected(long size) {
    base = size;
  }
}
