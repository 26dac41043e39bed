package dev.brummer.engine.process.os;

import java.util.BitSet;

/// The processes that ran before the first child was started. They cannot belong to a tree, so a
/// scan does not read them: on a machine with hundreds of processes they are most of its cost.
///
/// An id is forgotten as soon as a scan finds no process with it. So that it cannot be assigned
/// again between two scans, all are forgotten when the machine has started so many processes and
/// threads meanwhile that the ids may have begun anew.
///
/// Confined to one thread.
public final class EarlierProcesses {
  private final BitSet ids;

  /// Starts of processes and threads after which an id may be assigned again.
  private final long maxForks;

  /// Number of starts since boot at the last scan.
  private long forks;

  private EarlierProcesses(BitSet ids, long forks, long maxForks) {
    this.ids = ids;
    this.forks = forks;
    this.maxForks = maxForks;
  }

  /// No process: scans read all.
  public static EarlierProcesses none() {
    return new EarlierProcesses(new BitSet(), 0, 0);
  }

  /// The processes that run now.
  public static EarlierProcesses now(ProcFs procFs) {
    long forks = procFs.forks();
    return new EarlierProcesses(ProcFs.ids(), forks, procFs.maxId() / 4);
  }

  /// A copy for another thread.
  public EarlierProcesses copy() {
    return new EarlierProcesses((BitSet) ids.clone(), forks, maxForks);
  }

  /// Removes from the ids of all running processes those that were there before the first child.
  ///
  /// @param running is changed
  /// @param started see [ProcFs#forks], read before `running`
  void removeFrom(BitSet running, long started) {
    boolean mayBegin = started <= 0 || started < forks || started - forks >= maxForks;
    forks = started;
    if (mayBegin) {
      ids.clear();
    } else {
      ids.and(running);
    }
    running.andNot(ids);
  }

  boolean isEmpty() {
    return ids.isEmpty();
  }
}
