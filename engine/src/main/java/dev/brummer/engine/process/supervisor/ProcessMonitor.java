package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.process.ProcessInfo.Resources;
import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.os.ListeningSockets;
import dev.brummer.engine.process.os.ProcFs;
import dev.brummer.engine.process.os.ProcFs.Proc;
import dev.brummer.engine.process.os.ProcessTreeFinder;
import dev.brummer.engine.process.os.ProcessTrees;
import dev.brummer.engine.process.supervisor.table.ProcessCommand;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Watches the trees of running processes: what they use, while somebody looks, and on which ports
/// they listen, until they are ready and while somebody looks. One look at `/proc` serves all of
/// them; with nobody looking and everything ready the thread `sweep` sleeps.
///
/// Ports are looked for soon after a start and then ever more rarely, up to four seconds; a printed
/// URL begins that anew, a hundred starts in a second do not make it a hundred looks. Usually it
/// costs one read of the table of sockets: who holds a socket is asked only when a new one listens.
final class ProcessMonitor {
  static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

  /// The period grows to this while everything rests: a look at `/proc` is most of what an idle
  /// brummer costs.
  private static final long CALM_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(4_500);

  /// CPU of a tree that rests, in percent.
  private static final double RESTS = 2;

  private static final long SOONEST_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
  private static final long RAREST_NANOS = TimeUnit.SECONDS.toNanos(4);
  private static final double TICKS_A_SECOND = 100;

  private final String runId;
  private final Consumer<ProcessCommand> tell;
  private final Thread thread = Thread.ofPlatform().name("sweep").daemon().unstarted(this::run);

  private volatile List<Target> targets = List.of();
  private volatile boolean watching;
  private volatile boolean hurried;
  private volatile boolean closed;
  private volatile ProcessTrees latest = ProcessTrees.NONE;

  ProcessMonitor(String runId, Consumer<ProcessCommand> tell) {
    this.runId = runId;
    this.tell = tell;
  }

  /// A running process.
  ///
  /// @param unready it is to be found out when it listens
  record Target(ProcessTreeFinder.Leader leader, int epoch, boolean unready) {
    int id() {
      return leader.id();
    }
  }

  /// What is to be watched from now on. Called by the thread `processes`.
  void watch(List<Target> next) {
    if (next.equals(targets)) {
      return;
    }
    boolean more = next.stream().anyMatch(t -> t.unready() && !targets.contains(t));
    targets = next;
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
    if (more) {
      hurry();
    } else {
      LockSupport.unpark(thread);
    }
  }

  /// Whether somebody looks at resources and ports. Any thread.
  void watchResources(boolean wanted) {
    watching = wanted;
    LockSupport.unpark(thread);
  }

  /// Something may be listening by now. Any thread.
  void hurry() {
    hurried = true;
    LockSupport.unpark(thread);
  }

  /// Who belonged to whom when it last looked. Any thread.
  ProcessTrees latest() {
    return latest;
  }

  void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    try (Libc libc = new Libc()) {
      new Rounds(libc).run();
    }
  }

  /// What only the thread `sweep` touches.
  private final class Rounds {
    private final ProcFs files;
    private final ProcessTreeFinder finder;
    private final long pageSize;
    private final Map<Integer, List<Integer>> portsById = new HashMap<>();

    /// Which process a listening socket belongs to, 0 for none of ours.
    private final Map<Long, Integer> holders = new HashMap<>();

    private Map<Proc.Key, Long> ticks = Map.of();
    private Set<Integer> sampledBefore = Set.of();
    private long sampled;
    private long period = PERIOD_NANOS;
    private long portsDue;
    private long portsSeen = System.nanoTime() - SOONEST_NANOS;
    private long portsPause = SOONEST_NANOS;

    Rounds(Libc libc) {
      this.files = new ProcFs(libc);
      this.finder = new ProcessTreeFinder(files, runId);
      this.pageSize = libc.pageSize();
    }

    void run() {
      while (!closed) {
        long now = System.nanoTime();
        if (hurried) {
          hurried = false;
          portsPause = SOONEST_NANOS;
          portsDue = Math.max(now, portsSeen + SOONEST_NANOS);
          period = PERIOD_NANOS;
        }
        round(now);
        sleep(now);
      }
    }

    private void round(long now) {
      List<Target> all = targets;
      boolean sample = watching && !all.isEmpty() && now - sampled >= period;
      boolean ports = unready(all) && now - portsDue >= 0;
      if (ports) {
        portsSeen = now;
        portsPause = Math.min(RAREST_NANOS, portsPause * 3 / 2);
        portsDue = now + portsPause;
      }
      if (sample) {
        latest = finder.lookAgain(leaders(all));
        resources(all, latest, now);
      }
      if (sample || ports) {
        ports(all, sample ? latest : null);
      }
    }

    private void sleep(long now) {
      List<Target> all = targets;
      if (hurried || closed) {
        return;
      }
      long pause = Long.MAX_VALUE;
      if (watching && !all.isEmpty()) {
        pause = sampled + period - now;
      }
      if (unready(all)) {
        pause = Math.min(pause, portsDue - now);
      }
      LockSupport.parkNanos(this, Math.max(1, pause));
    }

    private void resources(List<Target> all, ProcessTrees forest, long now) {
      double seconds = (now - sampled) / 1e9;
      boolean calm = sampledBefore.size() == all.size();
      Map<Proc.Key, Long> next = new HashMap<>();
      for (Target target : all) {
        long used = 0;
        long pages = 0;
        int threads = 0;
        boolean paused = false;
        for (Proc proc : forest.tree(target.id())) {
          long before = sampledBefore.contains(target.id()) ? 0 : proc.cpuTicks();
          used += proc.cpuTicks() - ticks.getOrDefault(proc.key(), before);
          pages += proc.rssPages();
          threads += proc.threads();
          paused |= proc.pid() == target.leader().pid() && proc.state() == 'T';
          next.put(proc.key(), proc.cpuTicks());
        }
        double percent = 100 * used / TICKS_A_SECOND / seconds;
        calm &= percent < RESTS;
        int count = forest.tree(target.id()).size();
        tell.accept(
            new ProcessCommand.Sampled(
                target.id(),
                target.epoch(),
                new Resources(percent, pages * pageSize, count, threads),
                paused));
      }
      period = calm ? Math.min(CALM_PERIOD_NANOS, period * 3 / 2) : PERIOD_NANOS;
      ticks = next;
      sampledBefore = all.stream().map(Target::id).collect(Collectors.toSet());
      sampled = now;
    }

    private void ports(List<Target> all, @Nullable ProcessTrees forest) {
      Map<Long, Integer> listening = ListeningSockets.read(files);
      holders.keySet().retainAll(listening.keySet());
      if (!holders.keySet().containsAll(listening.keySet())) {
        findHolders(listening, forest != null ? forest : finder.lookAgain(leaders(all)));
      }
      for (Target target : all) {
        List<Integer> ports =
            listening.entrySet().stream()
                .filter(e -> holders.getOrDefault(e.getKey(), 0) == target.id())
                .map(Map.Entry::getValue)
                .distinct()
                .sorted()
                .toList();
        if ((target.unready() && !ports.isEmpty())
            || !ports.equals(portsById.getOrDefault(target.id(), List.of()))) {
          portsById.put(target.id(), ports);
          tell.accept(new ProcessCommand.Listening(target.id(), target.epoch(), ports));
        }
      }
    }

    private void findHolders(Map<Long, Integer> listening, ProcessTrees forest) {
      listening.keySet().forEach(inode -> holders.putIfAbsent(inode, 0));
      forest
          .trees()
          .forEach((id, tree) ->
              tree.forEach(proc ->
                  files
                      .sockets(proc.pid())
                      .forEach(inode -> holders.computeIfPresent(inode, (_, _) -> id))));
    }

    private static boolean unready(List<Target> all) {
      return all.stream().anyMatch(Target::unready);
    }

    private static List<ProcessTreeFinder.Leader> leaders(List<Target> all) {
      return all.stream().map(Target::leader).toList();
    }
  }
}
