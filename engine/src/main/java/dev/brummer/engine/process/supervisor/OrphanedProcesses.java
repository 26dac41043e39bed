package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.process.LinuxSignals;
import dev.brummer.engine.process.os.ControlGroup;
import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.os.ProcFs;
import dev.brummer.engine.process.os.ProcFs.Proc;
import dev.brummer.engine.process.os.ProcessSignaller;
import dev.brummer.engine.process.os.ProcessTreeFinder;
import dev.brummer.engine.process.os.ProcessTrees;
import dev.brummer.engine.process.os.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// Finds and terminates processes that outlived their brummer run.
///
/// Only processes that a stale PID file proves to be children of such a run are affected: a process
/// with a recorded pid and start time, its descendants and session, and processes with the mark of
/// the run. Any thread; each call performs a new scan.
public final class OrphanedProcesses {
  private static final long POLL_INTERVAL_NANOS = 20_000_000;

  /// Time that killed processes have to disappear.
  private static final Duration KILL_TIMEOUT = Duration.ofSeconds(2);

  private static final int MIN_EMPTY_LOOKS = 3;
  private static final long KILL_INTERVAL_NANOS = 3_000_000;

  private final ProcFs procFs;
  private final ProcessSignaller signaller;

  private OrphanedProcesses(Libc libc) {
    this.procFs = new ProcFs(libc);
    this.signaller = new ProcessSignaller(libc, procFs);
  }

  /// A process that outlived its run.
  ///
  /// @param command name of its program
  /// @param process name of the managed process whose tree it belongs to
  public record Orphan(long pid, String command, String process) {
    @Override
    public String toString() {
      return command + " (pid " + pid + ") of " + process;
    }
  }

  /// Finds the orphans of all ended runs with a PID file in this state directory. Deletes PID files
  /// without orphans.
  ///
  /// @throws IOException if the state directory cannot be read
  public static List<Orphan> find(Path state) throws IOException {
    try (Libc libc = new Libc()) {
      OrphanedProcesses orphans = new OrphanedProcesses(libc);
      List<Orphan> all = new ArrayList<>();
      for (RecordedRun run : endedRuns(state, orphans.procFs)) {
        all.addAll(orphans.findOrDelete(run));
      }
      return all;
    }
  }

  /// Terminates the orphans of all ended runs: SIGTERM, the grace period, SIGKILL. Blocks until
  /// they are gone or a timeout of two seconds after SIGKILL.
  ///
  /// @return the survivors
  /// @throws IOException if the state directory cannot be read
  public static List<Orphan> terminate(Path state, Duration grace) throws IOException {
    try (Libc libc = new Libc()) {
      OrphanedProcesses orphans = new OrphanedProcesses(libc);
      List<Orphan> survivors = new ArrayList<>();
      for (RecordedRun run : endedRuns(state, orphans.procFs)) {
        orphans.signalAndWait(run, LinuxSignals.TERM, grace);
        orphans.kill(run);
        survivors.addAll(orphans.findOrDelete(run));
      }
      return survivors;
    }
  }

  private static List<RecordedRun> endedRuns(Path state, ProcFs procFs) throws IOException {
    return RecordedRun.readAll(state, procFs).stream().filter(run -> !run.alive()).toList();
  }

  private void signalAndWait(RecordedRun run, int signal, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    ProcessTrees trees = scan(run);
    trees.trees().values().forEach(tree -> tree.forEach(proc -> signaller.signal(proc, signal)));
    while (!trees.trees().isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL_INTERVAL_NANOS);
      trees = scan(run);
    }
  }

  /// Kills until several looks in a row find nothing: one can miss a process that forks and exits.
  private void kill(RecordedRun run) {
    long deadline = System.nanoTime() + KILL_TIMEOUT.toNanos();
    ControlGroup group = run.findControlGroup();
    for (int empty = 0; empty < MIN_EMPTY_LOOKS && System.nanoTime() < deadline; empty++) {
      if (group != null) {
        group.kill();
      }
      Map<Integer, List<Proc>> trees = scan(run).trees();
      trees
          .values()
          .forEach(tree -> tree.forEach(proc -> signaller.signal(proc, LinuxSignals.KILL)));
      if (!trees.isEmpty()) {
        empty = -1;
      }
      LockSupport.parkNanos(KILL_INTERVAL_NANOS);
    }
    if (group != null) {
      group.remove();
    }
  }

  private List<Orphan> findOrDelete(RecordedRun run) throws IOException {
    List<Orphan> all = new ArrayList<>();
    scan(run)
        .trees()
        .forEach((id, tree) -> {
          String name = run.names().getOrDefault(id, "an earlier run");
          tree.forEach(proc -> all.add(new Orphan(proc.pid(), proc.name(), name)));
        });
    if (all.isEmpty()) {
      ControlGroup group = run.findControlGroup();
      if (group != null) {
        group.remove();
      }
      Files.deleteIfExists(run.file());
    }
    return all;
  }

  private ProcessTrees scan(RecordedRun run) {
    return new ProcessTreeFinder(procFs, run.runId()).scan(run.leaders());
  }
}
