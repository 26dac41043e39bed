package dev.brummer.engine.process.os;

import dev.brummer.engine.process.os.ProcFs.Proc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// The orphans that this process has adopted as the subreaper of its children. Adoption causes no
/// event, so [#poll] reads the list of children, which takes some microseconds.
///
/// Also collects their exits. The zombie of a program that the JDK has started must be left to the
/// JDK, which takes it at once: a zombie is collected when it is found for the second time.
/// Confined to one thread.
public final class AdoptedProcesses {
  private final Libc libc;
  private final ProcFs procFs;
  private final ProcessTreeFinder finder;
  private final int self = (int) ProcessHandle.current().pid();
  private final Map<Integer, Proc> known = new HashMap<>();
  private Set<Integer> zombies = new HashSet<>();

  /// @param finder tells which orphans belong to managed processes
  public AdoptedProcesses(Libc libc, ProcFs procFs, ProcessTreeFinder finder) {
    this.libc = libc;
    this.procFs = procFs;
    this.finder = finder;
    libc.becomeSubreaper();
  }

  /// An adopted process.
  ///
  /// @param id of the managed process, or [ProcessTreeFinder#UNKNOWN_OWNER]
  public record Orphan(int id, Proc proc) {}

  /// Finds new orphans and collects the exits of ended ones.
  ///
  /// @param started the children that this process has started itself
  /// @param onAdopted receives each new orphan of a managed process
  /// @param onEnded receives the pid of each orphan that has ended
  public void poll(Set<Integer> started, Consumer<Orphan> onAdopted, Consumer<Integer> onEnded) {
    List<Integer> children = procFs.adopted(self);
    Set<Integer> ended = new HashSet<>();
    for (int pid : children) {
      Proc proc = started.contains(pid) ? null : procFs.process(pid);
      if (proc == null) {
        continue;
      }
      if (proc.hasEnded()) {
        collect(pid, ended);
      } else if (!known.containsKey(pid) && finder.isAdopted(proc)) {
        known.put(pid, proc);
        onAdopted.accept(new Orphan(finder.ownerOfAdopted(proc), proc));
      }
    }
    zombies = ended;
    for (int pid : new ArrayList<>(known.keySet())) {
      if (!children.contains(pid)) {
        known.remove(pid);
        onEnded.accept(pid);
      }
    }
  }

  private void collect(int pid, Set<Integer> ended) {
    if (!zombies.contains(pid)) {
      ended.add(pid);
    } else {
      libc.exitStatus(pid, true);
    }
  }
}
