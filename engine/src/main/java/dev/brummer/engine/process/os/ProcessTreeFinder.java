package dev.brummer.engine.process.os;

import dev.brummer.engine.process.HelperPrograms;
import dev.brummer.engine.process.os.ProcFs.Proc;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Assigns the processes of this machine to managed processes. Confined to one thread.
///
/// A process belongs to a tree if it
/// - is the leader or a descendant of it, or is in the leader's session (until the leader is
///   reaped) without being its [SessionLeader], or
/// - was assigned by an earlier scan, identified by pid and start time, or
/// - has the mark of this run in its environment, or
/// - has the [LimitMark] of this run, or
/// - is in a [ControlGroup] of this run, whose path contains the mark, or
/// - was adopted by this process, see [#claimAdopted].
///
/// The criteria complement each other: a double fork breaks the descent, `setsid` the session, a
/// cleared environment the mark in it, a login (`su -`) the limits.
public final class ProcessTreeFinder {
  /// Id of the tree of adopted processes that may be of several managed processes.
  public static final int UNKNOWN_OWNER = Integer.MAX_VALUE;

  private static final byte[] HELPER =
      (HelperPrograms.VARIABLE + "=").getBytes(StandardCharsets.US_ASCII);

  private final ProcFs procFs;
  private final byte[] mark;
  private final byte[] limitMark;
  private final int self = (int) ProcessHandle.current().pid();
  private final int ownSession;
  private final Set<Integer> leaderIds = new HashSet<>();
  private boolean claimsAdopted;
  private EarlierProcesses earlier = EarlierProcesses.none();
  private final Map<Proc.Key, Integer> known = new HashMap<>();
  private final Set<Proc.Key> unrelated = new HashSet<>();

  /// @param runId identifies this run; followed by a slash, it occurs in the environments of no
  ///   other
  public ProcessTreeFinder(ProcFs procFs, String runId) {
    this.procFs = procFs;
    this.mark = (runId + "/").getBytes(StandardCharsets.US_ASCII);
    this.limitMark = LimitMark.bytes(runId);
    Proc own = procFs.process(self);
    this.ownSession = own == null ? 0 : own.session();
  }

  /// Assigns orphans that this process has adopted to the only managed process that has run so far,
  /// otherwise to [#UNKNOWN_OWNER]. For a process that is the subreaper of its children.
  ///
  /// Programs that this process started for itself share its session or are marked by
  /// [HelperPrograms].
  public void claimAdopted() {
    claimsAdopted = true;
  }

  /// Omits processes from all later scans. For the finder of the run that started its first child
  /// after them.
  public void omit(EarlierProcesses processes) {
    earlier = processes;
  }

  /// Records a managed process before its child can leave orphans.
  public void addLeader(int id) {
    leaderIds.add(id);
  }

  /// Whether a process is an orphan of a managed process that this process has adopted.
  private boolean isAdopted(Proc proc) {
    return proc.parent() == self && proc.session() != ownSession && !isHelper(proc);
  }

  private boolean isHelper(Proc proc) {
    return procFs.environmentContains(proc.pid(), HELPER);
  }

  /// A child, the root of a tree. Ignored once no process has this pid and start time.
  ///
  /// @param session id of its session, which is its own pid or that of its [SessionLeader]
  public record Leader(int id, int pid, long startTicks, int session) {
    /// A child that leads its own session.
    public Leader(int id, int pid, long startTicks) {
      this(id, pid, startTicks, pid);
    }
  }

  /// Adopts the assignments of another finder.
  public void adopt(ProcessTrees processTrees) {
    processTrees.trees().forEach((id, tree) -> tree.forEach(proc -> known.put(proc.key(), id)));
  }

  /// Scans all processes except those that are omitted.
  public ProcessTrees scan(List<Leader> leaders) {
    unrelated.clear();
    return rescan(leaders);
  }

  /// Scans like [#scan], but reads a non-empty environment only once per process. Sufficient for
  /// monitoring; a stop uses [#scan], because an `exec` may have changed the environment.
  public ProcessTrees rescan(List<Leader> leaders) {
    Map<Integer, Proc> all = new HashMap<>();
    procFs.processes(earlier).forEach(proc -> all.put(proc.pid(), proc));
    Map<Integer, Integer> owners = new HashMap<>();
    owners.put(self, 0);
    owners.put(0, 0);
    owners.put(1, 0);
    Map<Integer, Integer> sessions = new HashMap<>();
    for (Leader leader : leaders) {
      Proc proc = all.get(leader.pid());
      if (proc != null && proc.startTicks() == leader.startTicks()) {
        owners.put(leader.session(), 0);
        owners.put(leader.pid(), leader.id());
        sessions.put(leader.session(), leader.id());
      }
      leaderIds.add(leader.id());
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
      if (found == 0 && claimsAdopted && isAdopted(proc)) {
        found = onlyLeader();
      }
      owners.put(proc.pid(), found);
    }
    return found;
  }

  private int onlyLeader() {
    return leaderIds.size() == 1 ? leaderIds.iterator().next() : UNKNOWN_OWNER;
  }

  private int ownerByMark(Proc proc) {
    Proc.Key key = proc.key();
    if (proc.hasEnded() || unrelated.contains(key)) {
      return 0;
    }
    if (proc.isKernelThread()) {
      unrelated.add(key);
      return 0;
    }
    int id = procFs.idAfterMark(proc.pid(), mark);
    boolean mayExec = id == ProcFs.NO_ENVIRONMENT;
    if (id <= 0) {
      id = ownerByLimitOrGroup(proc);
    }
    if (id == 0 && !mayExec) {
      unrelated.add(key);
    }
    return id;
  }

  private int ownerByLimitOrGroup(Proc proc) {
    int id = procFs.idInLimits(proc.pid(), limitMark);
    if (id > 0 && isHelper(proc)) {
      id = 0;
    }
    return id > 0 ? id : procFs.idInControlGroup(proc.pid(), mark);
  }

  private void updateKnown(Map<Integer, List<Proc>> trees, Map<Integer, Proc> all) {
    Set<Proc.Key> alive = new HashSet<>();
    all.values().forEach(proc -> alive.add(proc.key()));
    known.keySet().retainAll(alive);
    unrelated.retainAll(alive);
    adopt(new ProcessTrees(trees));
  }
}
