package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.Replica;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// Changes the sizes of sets of equal processes while they run. Any thread; the changes of one run
/// are serialized.
///
/// A process without replicas is the member 0 of its own set and keeps its name.
public final class ReplicaScaler {
  /// Largest size of a set.
  public static final int MAX_REPLICAS = 100;

  private final Processes processes;

  public ReplicaScaler(Processes processes) {
    this.processes = processes;
  }

  /// Names that can be scaled.
  public SortedSet<String> bases() {
    SortedSet<String> bases = new TreeSet<>();
    processes.snapshot().forEach(info -> bases.add(base(info)));
    return bases;
  }

  /// The members of a set by their index; empty for an unknown name.
  public List<ProcessInfo> members(String base) {
    return processes.snapshot().stream()
        .filter(info -> base(info).equals(base))
        .sorted((a, b) -> Integer.compare(index(a), index(b)))
        .toList();
  }

  /// Starts the missing members, and stops and removes the surplus ones, the highest index first.
  /// Returns at once.
  ///
  /// @param sizes sizes by name, from 1 to [#MAX_REPLICAS]
  /// @param by client that asks, part of the cause; empty for the user
  /// @return the members that are being removed
  /// @throws IllegalArgumentException with a sentence, for an unknown name and for a member whose
  ///   name another process has; nothing has changed then
  public List<ProcessInfo> scale(Map<String, Integer> sizes, String by) {
    synchronized (processes) {
      sizes.forEach(this::check);
      return sizes.entrySet().stream()
          .flatMap(size -> scale(size.getKey(), size.getValue(), by).stream())
          .toList();
    }
  }

  private void check(String base, int count) {
    List<ProcessInfo> members = members(base);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("no process is named \"" + base + "\"");
    }
    if (count < 1 || count > MAX_REPLICAS) {
      throw new IllegalArgumentException(
          "the number of replicas is 1 to " + MAX_REPLICAS + ", not " + count);
    }
    for (int index = 1; index < count; index++) {
      String name = new Replica(base, index, count).name();
      if (processes.snapshot().stream()
          .anyMatch(info -> info.name().equals(name) && !base(info).equals(base))) {
        throw new IllegalArgumentException(
            "the name \"" + name + "\" of a replica is taken by another process");
      }
    }
  }

  private List<ProcessInfo> scale(String base, int count, String by) {
    List<ProcessInfo> members = members(base);
    List<ProcessInfo> surplus =
        members.stream().filter(info -> index(info) >= count).toList().reversed();
    surplus.forEach(info -> processes.remove(info.id(), by));
    for (int index = 1; index < count; index++) {
      int wanted = index;
      if (members.stream().noneMatch(info -> index(info) == wanted)) {
        Replica replica = new Replica(base, index, count);
        processes.start(processes.define(replica.of(members.getFirst().spec()), by), by);
      }
    }
    return surplus;
  }

  private static String base(ProcessInfo info) {
    Replica replica = info.spec().replica();
    return replica == null ? info.name() : replica.base();
  }

  private static int index(ProcessInfo info) {
    Replica replica = info.spec().replica();
    return replica == null ? 0 : replica.index();
  }
}
