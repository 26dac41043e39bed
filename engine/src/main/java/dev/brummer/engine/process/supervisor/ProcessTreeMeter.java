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

/// Measures the trees of processes at the moment it is asked, for who cannot wait for the next
/// [dev.brummer.engine.event.Event.ResourcesSampled]. A look reads all of `/proc`: some
/// milliseconds. Owner: the thread that makes it.
public final class ProcessTreeMeter implements AutoCloseable {
  private static final long TICK_MILLIS = 10;

  private final Processes processes;
  private final Libc libc = new Libc();
  private final ProcFs files = new ProcFs(libc);
  private final ProcessTreeFinder finder;
  private final Map<Integer, ProcessTreeFinder.Leader> leaders = new HashMap<>();

  ProcessTreeMeter(Processes processes, String runId) {
    this.processes = processes;
    this.finder = new ProcessTreeFinder(files, runId);
  }

  /// What a tree uses now.
  ///
  /// @param cpuMillis user and system time that those who live have used since they started, with
  ///   the children that they have waited for, in steps of 10 ms; what an orphan used goes with it
  /// @param rssBytes resident memory, summed: what several of them share counts for each
  public record Usage(long cpuMillis, long rssBytes, int processes) {}

  /// By the id of the process; who has no child is not in it.
  public Map<Integer, Usage> measure() {
    Map<Integer, Usage> all = new HashMap<>();
    scan().trees().forEach((id, tree) -> all.put(id, usage(tree)));
    return all;
  }

  /// Who of all trees is there now, as "name (pid 1)".
  public List<String> members() {
    List<String> all = new ArrayList<>();
    scan().trees().values().forEach(tree -> tree.forEach(proc -> all.add(proc.toString())));
    return all;
  }

  /// The reader of `/proc` that belongs to the same thread.
  ProcFs files() {
    return files;
  }

  /// Finds the members of all trees.
  ProcessTrees scan() {
    for (ProcessInfo info : processes.snapshot()) {
      ProcessTreeFinder.Leader known = leaders.get(info.id());
      if (info.pid() != 0 && (known == null || known.pid() != info.pid())) {
        Proc proc = files.process((int) info.pid());
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
