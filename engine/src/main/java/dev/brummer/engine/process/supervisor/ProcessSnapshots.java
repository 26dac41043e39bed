package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.process.ProcessInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/// Lock-free snapshot of all processes as of the last step. Any thread reads and registers; the
/// thread `processes` replaces changed snapshots.
final class ProcessSnapshots {
  private final AtomicReference<List<ProcessInfo>> all = new AtomicReference<>(List.of());
  private final Map<Integer, LongAdder> backPressure = new ConcurrentHashMap<>();
  private volatile int inputHeir;
  private final CountDownLatch shutDown = new CountDownLatch(1);

  List<ProcessInfo> all() {
    return all.get();
  }

  /// The snapshot of one process.
  ///
  /// @throws IllegalArgumentException for an unknown id
  ProcessInfo info(int id) {
    List<ProcessInfo> infos = all.get();
    if (id < 1 || id > infos.size()) {
      throw new IllegalArgumentException("unknown process id: " + id);
    }
    return infos.get(id - 1);
  }

  void add(ProcessInfo registered) {
    all.updateAndGet(before -> {
      List<ProcessInfo> next = new ArrayList<>(before);
      next.add(registered);
      return List.copyOf(next);
    });
  }

  /// Replaces the first `infos.size()` snapshots and keeps those registered meanwhile. Does nothing
  /// for the same list as in the last call.
  @SuppressWarnings("ReferenceEquality")
  void replace(List<ProcessInfo> infos) {
    if (infos == all.get()) {
      return;
    }
    all.updateAndGet(before -> {
      if (before.size() == infos.size()) {
        return infos;
      }
      List<ProcessInfo> next = new ArrayList<>(infos);
      next.addAll(before.subList(infos.size(), before.size()));
      return List.copyOf(next);
    });
  }

  /// Counter of the time in nanoseconds that the children of a process may have been blocked by
  /// their reader.
  LongAdder backPressure(int id) {
    return backPressure.computeIfAbsent(id, _ -> new LongAdder());
  }

  /// Lets a process inherit brummer's standard input, from its next start on.
  void inheritInput(int id) {
    inputHeir = id;
  }

  boolean inheritsInput(int id) {
    return inputHeir == id;
  }

  /// Signals the end of the shutdown: no child is left.
  void markShutDown() {
    shutDown.countDown();
  }

  /// Blocks until the end of the shutdown.
  ///
  /// @return false after the timeout
  boolean awaitShutDown(Duration timeout) {
    try {
      return shutDown.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
