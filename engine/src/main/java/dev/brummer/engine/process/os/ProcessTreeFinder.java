package dev.brummer.engine.process.os;

import dev.brummer.engine.process.os.ProcFs.Proc;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds who belongs to which process. Owner: one thread.
///
/// A process of this machine is ours when one of these holds: it is a child of ours or descends
/// from one, or is in a child's session (both only while the child's pid is its own: until it is
/// reaped); it was found to be ours before, by pid and start time; its environment carries our
/// mark. Each way covers what others miss: a double fork leaves the descent, `setsid` the session,
/// a cleared environment the mark.
public final class ProcessTreeFinder {
  private final ProcFs files;
  private final byte[] mark;
  private final int self = (int) ProcessHandle.current().pid();
  private final Map<Proc.Key, Integer> known = new HashMap<>();
  private final Set<Proc.Key> unrelated = new HashSet<>();

  /// @param runId of this run: nobody else's environment contains it followed by a slash
  public ProcessTreeFinder(ProcFs files, String runId) {
    this.files = files;
    this.mark = (runId + "/").getBytes(StandardCharsets.US_ASCII);
  }

  /// A child; counts only as long as a process with this pid and start time is there.
  public record Leader(int id, int pid, long startTicks) {}

  /// Takes over what another finder has found.
  public void adopt(ProcessTrees processTrees) {
    processTrees.trees().forEach((id, tree) -> tree.forEach(proc -> known.put(proc.key(), id)));
  }

  /// Looks at every process afresh.
  public ProcessTrees scan(List<Leader> leaders) {
    unrelated.clear();
    return rescan(leaders);
  }

  /// As [#scan], but reads no environment twice unless it was empty (as it is in the middle of an
  /// `exec`): for watching, not for killing.
  public ProcessTrees rescan(List<Leader> leaders) {
    Map<Integer, Proc> all = new HashMap<>();
    files.processes().forEach(proc -> all.put(proc.pid(), proc));
    Map<Integer, Integer> owners = new HashMap<>();
    owners.put(self, 0);
    owners.put(0, 0);
    owners.put(1, 0);
    Map<Integer, Integer> sessions = new HashMap<>();
    for (Leader leader : leaders) {
      Proc proc = all.get(leader.pid());
      if (proc != null && proc.startTicks() == leader.startTicks()) {
        owners.put(leader.pid(), leader.id());
        sessions.put(leader.pid(), leader.id());
      }
    }
    Map<Integer, List<Proc>> trees = new HashMap<>();
    for (Proc proc : all.values()) {
      int id = owner(proc, all, owners, sessions);
      if (id > 0 && !proc.hasEnded()) {
        trees.computeIfAbsent(id, _ -> new ArrayList<>()).add(proc);
      }
    }
    updateKnown(trees, all);
    return new ProcessTrees(trees);
  }

  private int owner(
      Proc proc,
      Map<Integer, Proc> all,
      Map<Integer, Integer> owners,
      Map<Integer, Integer> sessions) {
    Integer found = owners.get(proc.pid());
    if (found == null) {
      owners.put(proc.pid(), 0);
      found = sessions.getOrDefault(proc.session(), known.getOrDefault(proc.key(), 0));
      Proc parent = all.get(proc.parent());
      if (found == 0 && parent != null) {
        found = owner(parent, all, owners, sessions);
      }
      if (found == 0) {
        found = ownerByMark(proc);
      }
      owners.put(proc.pid(), found);
    }
    return found;
  }

  private int ownerByMark(Proc proc) {
    Proc.Key key = proc.key();
    if (proc.hasEnded() || unrelated.contains(key)) {
      return 0;
    }
    int id = proc.isKernelThread() ? 0 : files.idAfterMark(proc.pid(), mark);
    if (id == 0) {
      unrelated.add(key);
    }
    return Math.max(id, 0);
  }

  private void updateKnown(Map<Integer, List<Proc>> trees, Map<Integer, Proc> all) {
    Set<Proc.Key> alive = new HashSet<>();
    all.values().forEach(proc -> alive.add(proc.key()));
    known.keySet().retainAll(alive);
    unrelated.retainAll(alive);
    adopt(new ProcessTrees(trees));
  }
}
