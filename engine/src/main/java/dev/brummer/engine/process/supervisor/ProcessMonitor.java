package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.process.ProcessInfo.Resources;
import dev.brummer.engine.process.os.EarlierProcesses;
import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.os.ListeningSockets;
import dev.brummer.engine.process.os.ProcFs;
import dev.brummer.engine.process.os.ProcFs.Proc;
import dev.brummer.engine.process.os.ProcessTreeFinder;
import dev.brummer.engine.process.os.ProcessTrees;
import dev.brummer.engine.process.supervisor.table.ProcessCommand;
import dev.brummer.engine.timer.CoalescedTimer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Samples the resource usage of process trees and polls their listening ports.
///
/// Resources are sampled while [#watchResources] is enabled; ports are polled with each sample. One
/// scan of `/proc` serves all trees.
///
/// The port poll starts at 40 ms after a start or a known URL, and at 250 ms after output that ends
/// a silence and after a change of the ports: a server that opens or closes a port usually prints
/// something. It backs off to 15 seconds, at once from four seconds on if all processes are ready:
/// then only a server that stops listening without a word is of interest. A silent server is found
/// after a third of the time that it took to open its port, or earlier. Many starts share one poll.
/// A poll usually reads only the socket table; the owners of sockets are looked up when a new
/// socket listens.
final class ProcessMonitor {
  static final long SAMPLE_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

  /// Interval to which sampling backs off while all trees are idle: the scan of `/proc` is most of
  /// the CPU time of an idle brummer.
  private static final long IDLE_SAMPLE_INTERVAL_NANOS = CoalescedTimer.PERIOD_NANOS;

  /// CPU usage in percent below which a tree is idle.
  private static final double IDLE_CPU_PERCENT = 2;

  private static final long MIN_POLL_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

  /// Interval from which on the poll waits for the next sample.
  private static final long SLOW_POLL_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(4);

  /// First interval after output: the end of a server follows its last words.
  private static final long OUTPUT_POLL_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /// Interval from which on output restarts the poll. A process that prints all the time costs
  /// about one poll a second.
  private static final long MIN_RESTART_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final long MAX_POLL_INTERVAL_NANOS = CoalescedTimer.PERIOD_NANOS;

  private static final double TICKS_PER_SECOND = 100;

  private final String runId;
  private final Queue<ProcessCommand> inbox;
  private final Thread thread =
      Thread.ofPlatform().name("process-monitor").daemon().unstarted(this::run);

  private volatile EarlierProcesses earlier = EarlierProcesses.none();
  private volatile List<Target> targets = List.of();
  private volatile boolean sampling;
  private volatile boolean pollRequested;
  private volatile boolean closed;

  /// The port poll has slowed down: output restarts it.
  private volatile boolean silent;

  private volatile ProcessTrees latestTrees = ProcessTrees.NONE;

  /// @param inbox receives changed ports and samples
  ProcessMonitor(String runId, Queue<ProcessCommand> inbox) {
    this.runId = runId;
    this.inbox = inbox;
  }

  /// Starts the thread, before there is a child: later the process limit may be reached.
  void start() {
    thread.start();
  }

  /// Omits processes from all scans. Called once, before the first [#setTargets].
  void omit(EarlierProcesses processes) {
    earlier = processes;
  }

  /// A running child.
  ///
  /// @param unready its readiness depends on a listening port
  record Target(ProcessTreeFinder.Leader leader, int runNumber, boolean unready) {
    int id() {
      return leader.id();
    }
  }

  /// Replaces the monitored children. Called by the thread `processes`.
  void setTargets(List<Target> next) {
    if (next.equals(targets)) {
      return;
    }
    boolean added = next.stream().anyMatch(t -> t.unready() && !targets.contains(t));
    targets = next;
    if (added) {
      pollSoon();
    } else {
      LockSupport.unpark(thread);
    }
  }

  /// Enables or disables sampling. Any thread.
  void watchResources(boolean enabled) {
    sampling = enabled;
    LockSupport.unpark(thread);
  }

  /// Resets the port poll to its shortest interval. Any thread.
  void pollSoon() {
    pollRequested = true;
    LockSupport.unpark(thread);
  }

  /// Restarts the port poll if it has slowed down. Called by reader threads per chunk of output.
  void onOutput() {
    if (silent) {
      silent = false;
      LockSupport.unpark(thread);
    }
  }

  /// The process trees of the last sample. Any thread.
  ProcessTrees latestTrees() {
    return latestTrees;
  }

  void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    try (Libc libc = new Libc()) {
      new MonitorLoop(libc).run();
    }
  }

  /// State confined to the thread `process-monitor`.
  private final class MonitorLoop {
    private final ProcFs procFs;
    private final ProcessTreeFinder finder;
    private final long pageSize;
    private final Map<Integer, List<Integer>> portsById = new HashMap<>();

    /// Process id by inode of a listening socket, 0 for a socket of another program.
    private final Map<Long, Integer> socketOwners = new HashMap<>();

    private Map<Proc.Key, Long> lastCpuTicks = Map.of();
    private Set<Integer> sampledIds = Set.of();
    private long sampledNanos;
    private long sampleIntervalNanos = SAMPLE_INTERVAL_NANOS;
    private long portsDueNanos;
    private long portsPolledNanos = System.nanoTime() - MIN_POLL_INTERVAL_NANOS;
    private long portsIntervalNanos = MIN_POLL_INTERVAL_NANOS;

    MonitorLoop(Libc libc) {
      this.procFs = new ProcFs(libc);
      this.finder = new ProcessTreeFinder(procFs, runId);
      this.pageSize = libc.pageSize();
    }

    void run() {
      while (!closed) {
        long now = System.nanoTime();
        if (pollRequested) {
          pollRequested = false;
          portsIntervalNanos = MIN_POLL_INTERVAL_NANOS;
          portsDueNanos = Math.max(now, portsPolledNanos + MIN_POLL_INTERVAL_NANOS);
          sampleIntervalNanos = SAMPLE_INTERVAL_NANOS;
        } else if (mayRestart() && !silent) {
          restartPortPoll(now);
        }
        runDue(now);
        parkUntilDue(now);
      }
    }

    /// Polls at short intervals again, but not as urgently as after a start.
    private void restartPortPoll(long now) {
      portsIntervalNanos = OUTPUT_POLL_INTERVAL_NANOS;
      portsDueNanos = now + OUTPUT_POLL_INTERVAL_NANOS;
    }

    private boolean mayRestart() {
      return portsIntervalNanos >= MIN_RESTART_INTERVAL_NANOS;
    }

    private boolean hasBackedOff() {
      return portsIntervalNanos >= SLOW_POLL_INTERVAL_NANOS;
    }

    private void runDue(long now) {
      List<Target> all = targets;
      if (!all.isEmpty()) {
        finder.omit(earlier);
      }
      boolean sample = sampling && !all.isEmpty() && now - sampleDueNanos() >= 0;
      boolean ports = !all.isEmpty() && now - portsDueNanos >= 0;
      if (ports || sample && hasBackedOff()) {
        schedulePortPoll(all, now);
      }
      if (sample) {
        latestTrees = finder.rescan(leaders(all));
        sampleResources(all, latestTrees, now);
      }
      if (sample || ports) {
        pollPorts(all, sample ? latestTrees : null);
      }
    }

    private void schedulePortPoll(List<Target> all, long now) {
      portsPolledNanos = now;
      portsIntervalNanos = Math.min(MAX_POLL_INTERVAL_NANOS, portsIntervalNanos * 3 / 2);
      boolean calm = hasBackedOff() && !hasUnready(all);
      portsDueNanos = CoalescedTimer.due(now, calm ? MAX_POLL_INTERVAL_NANOS : portsIntervalNanos);
      silent = mayRestart();
    }

    private long sampleDueNanos() {
      return CoalescedTimer.due(sampledNanos, sampleIntervalNanos);
    }

    private void parkUntilDue(long now) {
      List<Target> all = targets;
      if (pollRequested || closed) {
        return;
      }
      long pause = Long.MAX_VALUE;
      if (sampling && !all.isEmpty()) {
        pause = sampleDueNanos() - now;
      }
      if (!all.isEmpty()) {
        pause = Math.min(pause, portsDueNanos - now);
      }
      LockSupport.parkNanos(this, Math.max(1, pause));
    }

    private void sampleResources(List<Target> all, ProcessTrees processTrees, long now) {
      double seconds = (now - sampledNanos) / 1e9;
      boolean idle = sampledIds.size() == all.size();
      Map<Proc.Key, Long> next = new HashMap<>();
      for (Target target : all) {
        long used = 0;
        long pages = 0;
        int threads = 0;
        boolean paused = false;
        for (Proc proc : processTrees.tree(target.id())) {
          long before = sampledIds.contains(target.id()) ? 0 : proc.cpuTicks();
          used += proc.cpuTicks() - lastCpuTicks.getOrDefault(proc.key(), before);
          pages += proc.rssPages();
          threads += proc.threads();
          paused |= proc.pid() == target.leader().pid() && proc.state() == 'T';
          next.put(proc.key(), proc.cpuTicks());
        }
        double percent = 100 * used / TICKS_PER_SECOND / seconds;
        idle &= percent < IDLE_CPU_PERCENT;
        int count = processTrees.tree(target.id()).size();
        inbox.add(
            new ProcessCommand.Sampled(
                target.id(),
                target.runNumber(),
                new Resources(percent, pages * pageSize, count, threads),
                paused));
      }
      sampleIntervalNanos =
          idle
              ? Math.min(IDLE_SAMPLE_INTERVAL_NANOS, sampleIntervalNanos * 3 / 2)
              : SAMPLE_INTERVAL_NANOS;
      lastCpuTicks = next;
      sampledIds = all.stream().map(Target::id).collect(Collectors.toSet());
      sampledNanos = now;
    }

    private void pollPorts(List<Target> all, @Nullable ProcessTrees processTrees) {
      Map<Long, Integer> listening = ListeningSockets.read(procFs);
      socketOwners.keySet().retainAll(listening.keySet());
      if (!socketOwners.keySet().containsAll(listening.keySet())) {
        findSocketOwners(
            listening, processTrees != null ? processTrees : finder.rescan(leaders(all)));
      }
      boolean changed = false;
      for (Target target : all) {
        List<Integer> ports =
            listening.entrySet().stream()
                .filter(e -> socketOwners.getOrDefault(e.getKey(), 0) == target.id())
                .map(Map.Entry::getValue)
                .distinct()
                .sorted()
                .toList();
        if ((target.unready() && !ports.isEmpty())
            || !ports.equals(portsById.getOrDefault(target.id(), List.of()))) {
          changed |= !ports.equals(portsById.put(target.id(), ports));
          inbox.add(new ProcessCommand.PortsChanged(target.id(), target.runNumber(), ports));
        }
      }
      if (changed && hasBackedOff()) {
        restartPortPoll(System.nanoTime());
      }
    }

    private void findSocketOwners(Map<Long, Integer> listening, ProcessTrees processTrees) {
      listening.keySet().forEach(inode -> socketOwners.putIfAbsent(inode, 0));
      processTrees
          .trees()
          .forEach((id, tree) ->
              tree.forEach(proc ->
                  procFs
                      .socketInodes(proc.pid())
                      .forEach(inode -> socketOwners.computeIfPresent(inode, (_, _) -> id))));
    }

    private static boolean hasUnready(List<Target> all) {
      return all.stream().anyMatch(Target::unready);
    }

    private static List<ProcessTreeFinder.Leader> leaders(List<Target> all) {
      return all.stream().map(Target::leader).toList();
    }
  }
}
