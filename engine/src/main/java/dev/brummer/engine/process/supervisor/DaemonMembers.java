package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.process.os.ProcFs;
import dev.brummer.engine.process.os.ProcFs.Proc;
import dev.brummer.engine.process.os.ProcessTrees;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The processes of daemons, whose commands have exited. Confined to the thread `processes`.
///
/// Asking each known member costs microseconds, a scan of `/proc` milliseconds: a daemon is
/// searched for only when all of its known members have ended.
final class DaemonMembers {
  private final ProcFs procFs;
  private final int ownSession;
  private final Map<Integer, List<Proc>> known = new HashMap<>();

  DaemonMembers(ProcFs procFs) {
    this.procFs = procFs;
    Proc own = procFs.process((int) ProcessHandle.current().pid());
    this.ownSession = own == null ? 0 : own.session();
  }

  /// The live members of a daemon, oldest first.
  ///
  /// @param scan finds all trees
  List<Proc> find(int id, Supplier<ProcessTrees> scan) {
    List<Proc> live = known.getOrDefault(id, List.of()).stream().filter(this::lives).toList();
    if (live.isEmpty()) {
      live =
          scan.get().tree(id).stream()
              .filter(proc -> !isHelper(proc))
              .sorted(DaemonMembers::compareByStart)
              .toList();
    }
    known.put(id, live);
    return live;
  }

  private static int compareByStart(Proc a, Proc b) {
    int byTicks = Long.compare(a.startTicks(), b.startTicks());
    return byTicks != 0 ? byTicks : Integer.compare(a.pid(), b.pid());
  }

  private boolean lives(Proc proc) {
    Proc now = procFs.process(proc.pid());
    return now != null && now.key().equals(proc.key()) && !now.hasEnded();
  }

  /// Probes and stop commands carry the mark of their process, but are started in the session of
  /// brummer.
  private boolean isHelper(Proc proc) {
    return proc.session() == ownSession;
  }
}
