package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.process.ProcessInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/// Lock-free snapshot of all processes as of the last step. Any thread reads and registers; the
/// thread `processes` replaces changed snapshots.
final class ProcessSnapshots {
  private final AtomicReference<List<ProcessInfo>> all = new AtomicReference<>(List.of());
  private final AtomicReference<Visible> visible =
      new AtomicReference<>(new Visible(List.of(), Set.of(), List.of()));
  private volatile Set<Integer> hidden = Set.of();
  private final Map<Integer, LongAdder> backPressure = new ConcurrentHashMap<>();
  private volatile int inputHeir;
  private final CountDownLatch shutDown = new CountDownLatch(1);

  /// The processes that are not hidden, in the order of their ids; the same list until the next
  /// change.
  @SuppressWarnings("ReferenceEquality")
  List<ProcessInfo> all() {
    List<ProcessInfo> infos = all.get();
    Set<Integer> without = hidden;
    if (without.isEmpty()) {
      return infos;
    }
    Visible last = visible.get();
    if (last.infos != infos || last.hidden != without) {
      last =
          new Visible(
              infos, without, infos.stream().filter(info -> !without.contains(info.id())).toList());
      visible.set(last);
    }
    return last.list;
  }

  /// The list without hidden processes, and what it was made of.
  private record Visible(List<ProcessInfo> infos, Set<Integer> hidden, List<ProcessInfo> list) {}

  /// Hides a process from the list of all. Thread `processes` only.
  void hide(int id) {
    Set<Integer> next = new HashSet<>(hidden);
    next.add(id);
    hidden = Set.copyOf(next);
  }

  boolean isHidden(int id) {
    return hidden.contains(id);
  }

  /// The snapshot of one process, also of a hidden one.
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
