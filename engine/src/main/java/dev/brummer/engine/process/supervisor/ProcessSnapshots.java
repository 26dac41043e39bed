package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/// All processes as they were after the last step, for anybody to read without waiting. Definitions
/// append to it at once, the thread `processes` replaces what has changed.
final class ProcessSnapshots {
  private final AtomicReference<List<ProcessInfo>> all = new AtomicReference<>(List.of());
  private final Map<Integer, LongAdder> backPressure = new ConcurrentHashMap<>();
  private final CountDownLatch shutDown = new CountDownLatch(1);

  List<ProcessInfo> all() {
    return all.get();
  }

  ProcessSpec spec(int id) {
    return all.get().get(id - 1).spec();
  }

  void add(ProcessInfo defined) {
    all.updateAndGet(before -> {
      List<ProcessInfo> next = new ArrayList<>(before);
      next.add(defined);
      return List.copyOf(next);
    });
  }

  /// Replaces the first `infos.size()`; those defined meanwhile stay. Does nothing when they are
  /// the same list as last time.
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

  /// A child may have waited so long for its reader.
  void addBackPressure(int id, long nanos) {
    backPressure.computeIfAbsent(id, _ -> new LongAdder()).add(nanos);
  }

  long backPressureNanos(int id) {
    LongAdder sum = backPressure.get(id);
    return sum == null ? 0 : sum.sum();
  }

  /// After a shutdown nothing lives any more.
  void markShutDown() {
    shutDown.countDown();
  }

  /// @return whether [#shutDown] came in time
  boolean awaitShutDown(Duration limit) {
    try {
      return shutDown.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
