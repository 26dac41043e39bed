package dev.brummer.engine.process.os;

import dev.brummer.engine.process.os.ProcFs.Proc;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Collects the exits of the orphans that this process has adopted as the subreaper of its
/// children. Adoption causes no event, so [#reap] reads the list of children, which takes some
/// microseconds.
///
/// The zombie of a program that the JDK has started must be left to the JDK, which takes it at
/// once: only a zombie that remains one is collected. Confined to one thread.
public final class AdoptedProcesses {
  private static final long MIN_ZOMBIE_AGE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Libc libc;
  private final ProcFs procFs;
  private final int self = (int) ProcessHandle.current().pid();

  /// Times at which zombies were found, by pid.
  private Map<Integer, Long> zombies = new HashMap<>();

  /// Makes this process the subreaper of its descendants.
  public AdoptedProcesses(Libc libc, ProcFs procFs) {
    this.libc = libc;
    this.procFs = procFs;
    libc.becomeSubreaper();
  }

  /// Whether there is none, not even a zombie. The kernel gives the children of an exiting process
  /// to this one in one step. So if this is true and the child that was the root of a tree has
  /// exited, the tree is empty, however fast its members fork.
  public boolean isEmpty() {
    return procFs.hasNoAdopted(self);
  }

  /// Releases the pids of adopted processes that have ended. To be called about once a second.
  ///
  /// @param started children that this process has started itself, which it reaps elsewhere
  public void reap(Set<Integer> started) {
    long now = System.nanoTime();
    Map<Integer, Long> found = new HashMap<>();
    for (int pid : procFs.adopted(self)) {
      Proc proc = started.contains(pid) ? null : procFs.process(pid);
      if (proc != null && proc.hasEnded()) {
        long since = zombies.getOrDefault(pid, now);
        if (now - since >= MIN_ZOMBIE_AGE_NANOS) {
          libc.exitStatus(pid, true);
        } else {
          found.put(pid, since);
        }
      }
    }
    zombies = found;
  }
}
