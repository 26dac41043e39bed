package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.os.ProcFs;
import dev.brummer.engine.process.os.ProcFs.Proc;
import dev.brummer.engine.process.os.ProcessTreeFinder;
import dev.brummer.engine.process.os.ProcessTrees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Measures process trees on demand, without waiting for the next
/// [dev.brummer.engine.event.Event.ResourcesSampled]. A measurement scans all of `/proc`, which
/// takes some milliseconds. Confined to the thread that creates it.
public final class ProcessTreeMeter implements AutoCloseable {
  private static final long TICK_MILLIS = 10;

  private final Processes processes;
  private final Libc libc = new Libc();
  private final ProcFs procFs = new ProcFs(libc);
  private final ProcessTreeFinder finder;
  private final Map<Integer, ProcessTreeFinder.Leader> leaders = new HashMap<>();

  ProcessTreeMeter(Processes processes, String runId) {
    this.processes = processes;
    this.finder = new ProcessTreeFinder(procFs, runId);
  }

  /// Current usage of a process tree.
  ///
  /// @param cpuMillis user and system time of the members and their reaped children since their
  ///   starts, in steps of 10 ms; excludes orphans that have exited
  /// @param rssBytes resident memory, summed: shared pages count once per process
  /// @param processes number of processes
  public record Usage(long cpuMillis, long rssBytes, int processes) {}

  /// Usage by process id. Processes without a child are omitted.
  public Map<Integer, Usage> measure() {
    Map<Integer, Usage> all = new HashMap<>();
    scan().trees().forEach((id, tree) -> all.put(id, usage(tree)));
    return all;
  }

  /// Members of all trees, as "name (pid 1)".
  public List<String> members() {
    List<String> all = new ArrayList<>();
    scan().trees().values().forEach(tree -> tree.forEach(proc -> all.add(proc.toString())));
    return all;
  }

  /// The reader of `/proc` that belongs to the same thread.
  ProcFs files() {
    return procFs;
  }

  /// Finds the members of all trees.
  ProcessTrees scan() {
    for (ProcessInfo info : processes.snapshot()) {
      ProcessTreeFinder.Leader known = leaders.get(info.id());
      if (info.pid() != 0 && (known == null || known.pid() != info.pid())) {
        Proc proc = procFs.process((int) info.pid());
        if (proc != null) {
          leaders.put(
              info.id(),
              new ProcessTreeFinder.Leader(info.id(), (int) info.pid(), proc.startTicks()));
        }
      }
    }
    return finder.rescan(List.copyOf(leaders.values()));
  }

  private Usage usage(List<Proc> tree) {
    long ticks = 0;
    long pages = 0;
    for (Proc proc : tree) {
      ticks += proc.cpuTicks() + proc.childTicks();
      pages += proc.rssPages();
    }
    return new Usage(ticks * TICK_MILLIS, pages * libc.pageSize(), tree.size());
  }

  @Override
  public void close() {
    libc.close();
  }
}
