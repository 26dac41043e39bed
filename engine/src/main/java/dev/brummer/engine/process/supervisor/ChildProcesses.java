package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.process.LinuxSignals;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.child.ChildLauncher;
import dev.brummer.engine.process.child.ChildProcess;
import dev.brummer.engine.process.os.ControlGroup;
import dev.brummer.engine.process.os.EarlierProcesses;
import dev.brummer.engine.process.os.LaunchException;
import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.os.PidFile;
import dev.brummer.engine.process.os.PipelineFilters;
import dev.brummer.engine.process.os.ProcFs;
import dev.brummer.engine.process.os.ProcFs.Proc;
import dev.brummer.engine.process.os.ProcessSignaller;
import dev.brummer.engine.process.os.ProcessTreeFinder;
import dev.brummer.engine.process.os.ProcessTrees;
import dev.brummer.engine.process.supervisor.BackgroundTasks.RunKey;
import dev.brummer.engine.process.supervisor.table.ProcessCommand;
import dev.brummer.engine.process.supervisor.table.ProcessEffect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Carries out the effects on existing children. Confined to the thread `processes`, which must
/// create it.
///
/// Effects that need the process trees are deferred by the caller until no command is waiting, so
/// one scan of `/proc` serves all processes that exit together. Reaping is deferred with them,
/// because the pid of an unreaped child leads to its tree; closing follows reaping.
final class ChildProcesses {
  /// Looks that must find a tree empty before it counts as empty.
  private static final int MIN_EMPTY_LOOKS = 3;

  private static final long LOOK_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
  private static final int MAX_KILL_ROUNDS = 6;
  private static final long KILL_ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final LogStoreWriter logStoreWriter;
  private final ProcessSnapshots snapshots;
  private final ProcessMonitor monitor;
  private final Queue<ProcessCommand> inbox;
  private final Consumer<String> onWarning;
  private final ChildLauncher launcher;
  private final ProcessTreeFinder finder;
  private final ProcessSignaller signaller;
  private final PipelineFilters pipelineFilters;
  private final DaemonMembers daemons;
  private final Map<Integer, Spared> sparedFilters = new HashMap<>();
  private final Map<RunKey, ChildProcess> children = new HashMap<>();

  /// Attached taps by process id. An attachment outlives the child.
  private final Map<Integer, ChildProcess.Attachment> attachments = new HashMap<>();

  private int columns;
  private int rows;

  /// @param inbox receives the results of drains
  /// @param onWarning receives one sentence for the user
  ChildProcesses(
      Libc libc,
      SupervisorSettings settings,
      LogStoreWriter output,
      ProcessSnapshots snapshots,
      ProcessMonitor monitor,
      Queue<ProcessCommand> inbox,
      Consumer<String> onWarning) {
    this.logStoreWriter = output;
    this.snapshots = snapshots;
    this.monitor = monitor;
    this.inbox = inbox;
    ProcFs procFs = new ProcFs(libc);
    PidFile pidFile = new PidFile(settings.state(), settings.runId(), procFs, onWarning);
    Path project = settings.project();
    if (project != null) {
      pidFile.recordProject(project);
    }
    this.onWarning = onWarning;
    this.finder = new ProcessTreeFinder(procFs, settings.runId());
    this.finder.claimAdopted();
    EarlierProcesses earlier = EarlierProcesses.now(procFs);
    this.finder.omit(earlier);
    monitor.omit(earlier.copy());
    this.launcher =
        new ChildLauncher(
            libc, procFs, pidFile, settings.runId(), settings.environment(), settings.resolver());
    this.signaller = new ProcessSignaller(libc, procFs);
    this.pipelineFilters = new PipelineFilters(procFs);
    this.daemons = new DaemonMembers(procFs);
    this.columns = settings.columns();
    this.rows = settings.rows();
  }

  /// Spawns a child.
  ///
  /// @param reader the thread that will read its output
  /// @return `Spawned` or `SpawnFailed`
  ProcessCommand spawn(ProcessEffect.Spawn it, int reader) {
    finder.addLeader(it.id());
    try {
      ChildProcess child =
          launcher.launch(
              it.id(), it.spec(), attachment(it.id()), snapshots.inheritsInput(it.id()), reader);
      children.put(new RunKey(it.id(), it.runNumber()), child);
      return new ProcessCommand.Spawned(it.id(), it.runNumber(), child.pid(), child.startMethod());
    } catch (LaunchException failed) {
      return new ProcessCommand.SpawnFailed(
          it.id(), it.runNumber(), failed.reason(), String.valueOf(failed.getMessage()));
    }
  }

  /// The child of a run, null once it is closed.
  @Nullable ChildProcess find(RunKey run) {
    return children.get(run);
  }

  /// Kills the process group at once. [#runDeferred] signals the other members of the tree, and
  /// sends all other signals.
  void killGroup(ProcessEffect.Signal it) {
    ChildProcess child = current(it.id());
    if (child != null && it.signal() == LinuxSignals.KILL) {
      child.signalGroup(it.signal());
    }
  }

  /// Performs deferred effects in order.
  ///
  /// @return a `TreeFound` for each `FindTree`, unless it waits for the last output
  List<ProcessCommand> runDeferred(List<ProcessEffect.Deferred> deferred) {
    List<ProcessCommand> results = new ArrayList<>();
    boolean needsTrees = deferred.stream().anyMatch(ProcessEffect.NeedsTrees.class::isInstance);
    ProcessTrees trees = needsTrees ? scanUntilCertain(deferred) : ProcessTrees.NONE;
    for (ProcessEffect.Deferred effect : deferred) {
      switch (effect) {
        case ProcessEffect.Signal it -> signalTree(it, trees.tree(it.id()));
        case ProcessEffect.FindTree it -> findTree(it, trees, results);
        case ProcessEffect.FindDaemon it -> results.add(findDaemon(it));
        case ProcessEffect.Reap it -> reap(it);
        case ProcessEffect.CloseStreams it -> close(it);
      }
    }
    killRest(
        deferred.stream()
            .filter(ProcessEffect.Signal.class::isInstance)
            .map(ProcessEffect.Signal.class::cast)
            .filter(it -> it.signal() == LinuxSignals.KILL)
            .map(ProcessEffect.Signal::id)
            .collect(Collectors.toSet()));
    return results;
  }

  private ProcessTrees scanUntilCertain(List<ProcessEffect.Deferred> deferred) {
    return certainScan(
        deferred.stream()
            .filter(ProcessEffect.FindTree.class::isInstance)
            .map(ProcessEffect.FindTree.class::cast)
            .map(ProcessEffect.FindTree::id)
            .collect(Collectors.toSet()));
  }

  /// Scans again while one of these trees looks empty: one look can miss a process that forks and
  /// exits.
  private ProcessTrees certainScan(Set<Integer> ids) {
    ProcessTrees trees = scan();
    for (int look = 1; look < MIN_EMPTY_LOOKS; look++) {
      ProcessTrees latest = trees;
      if (ids.stream().allMatch(id -> !latest.tree(id).isEmpty() || isCertainlyEmpty(id))) {
        break;
      }
      LockSupport.parkNanos(LOOK_INTERVAL_NANOS);
      trees = scan();
    }
    return trees;
  }

  private boolean isCertainlyEmpty(int id) {
    if (launcher.hasNoOrphans()) {
      return true;
    }
    ControlGroup group = launcher.controlGroup();
    return group != null && group.isUsable() && !group.isPopulated(id);
  }

  private boolean isPopulated(int id) {
    ControlGroup group = launcher.controlGroup();
    return group != null && group.isPopulated(id);
  }

  /// Kills what has been forked since the scan, until nothing is left or for some milliseconds: the
  /// next poll continues.
  private void killRest(Set<Integer> ids) {
    boolean any = !ids.isEmpty();
    for (int round = 0; any && round < MAX_KILL_ROUNDS; round++) {
      LockSupport.parkNanos(KILL_ROUND_NANOS);
      ProcessTrees trees = scan();
      any = false;
      for (int id : ids) {
        List<Proc> tree = trees.tree(id);
        any |= !tree.isEmpty();
        killNow(id, tree);
      }
    }
  }

  private void killNow(int id, List<Proc> tree) {
    ControlGroup group = launcher.controlGroup();
    if (group != null) {
      group.kill(id);
    }
    tree.forEach(proc -> signaller.signal(proc, LinuxSignals.KILL));
  }

  private ProcessTrees scan() {
    List<ProcessTreeFinder.Leader> leaders =
        children.values().stream()
            .filter(child -> !child.isReaped())
            .map(ChildProcess::leader)
            .toList();
    finder.adopt(monitor.latestTrees());
    return finder.scan(leaders);
  }

  /// Signals the process group atomically and the other members one by one; with filters in the
  /// tree, all other members one by one.
  private void signalTree(ProcessEffect.Signal it, List<Proc> tree) {
    if (it.signal() == LinuxSignals.KILL) {
      sparedFilters.remove(it.id());
      killNow(it.id(), tree);
      return;
    }
    Set<Proc.Key> spared = pipelineFilters.find(tree, it.signal());
    sparedFilters.put(it.id(), new Spared(it.signal(), spared));
    ChildProcess child = current(it.id());
    if (it.leaderOnly() && child != null) {
      tree.stream()
          .filter(proc -> proc.pid() == child.pid())
          .forEach(proc -> signalOne(proc, it.signal()));
      return;
    }
    ChildProcess group = spared.isEmpty() ? child : null;
    if (group != null) {
      group.signalGroup(it.signal());
      group.resumeGroup();
    }
    for (Proc proc : tree) {
      boolean reached = group != null && proc.group() == group.session();
      if (!reached && !spared.contains(proc.key())) {
        signaller.signal(proc, it.signal());
      }
      if (isSuspended(proc)) {
        signaller.signal(proc, LinuxSignals.CONT);
      }
    }
  }

  private void signalOne(Proc proc, int signal) {
    signaller.signal(proc, signal);
    if (isSuspended(proc)) {
      signaller.signal(proc, LinuxSignals.CONT);
    }
  }

  /// Whether job control has suspended a process. A stopped session leader is not resumed: it may
  /// be the [dev.brummer.engine.process.os.SessionLeader] of a brummer in the tree.
  private static boolean isSuspended(Proc proc) {
    return proc.state() == 'T' && proc.pid() != proc.session();
  }

  /// Filters that a stop has not signalled.
  private record Spared(int signal, Set<Proc.Key> filters) {}

  /// Signals the spared filters of a tree that has no other members.
  private void signalLastFilters(int id, List<Proc> tree) {
    Spared spared = sparedFilters.get(id);
    if (spared != null && tree.stream().allMatch(proc -> spared.filters.contains(proc.key()))) {
      tree.forEach(proc -> signaller.signal(proc, spared.signal));
      sparedFilters.remove(id);
    }
  }

  /// An empty tree is reported after its last output is stored: its end must not precede it.
  private void findTree(
      ProcessEffect.FindTree it, ProcessTrees trees, List<ProcessCommand> results) {
    signalLastFilters(it.id(), trees.tree(it.id()));
    List<String> members = trees.tree(it.id()).stream().map(Proc::toString).toList();
    if (members.isEmpty() && isPopulated(it.id())) {
      members = List.of("a process that forks faster than it can be read");
    }
    ProcessCommand found =
        new ProcessCommand.TreeFound(
            it.id(), it.stateVersion(), it.signal(), it.restart(), members);
    ChildProcess child = children.get(new RunKey(it.id(), snapshots.info(it.id()).runNumber()));
    if (members.isEmpty() && child != null) {
      child.afterDrain(() -> inbox.add(found));
    } else {
      results.add(found);
    }
  }

  /// Looks at the known members first: a scan is needed only when all of them have ended.
  private ProcessCommand.DaemonFound findDaemon(ProcessEffect.FindDaemon it) {
    List<Proc> members = daemons.find(it.id(), () -> certainScan(Set.of(it.id())));
    Proc first = members.isEmpty() ? null : members.getFirst();
    return new ProcessCommand.DaemonFound(
        it.id(),
        it.runNumber(),
        first == null ? 0 : first.pid(),
        first == null ? "" : first.toString());
  }

  private void reap(ProcessEffect.Reap it) {
    ChildProcess child = children.get(new RunKey(it.id(), it.runNumber()));
    if (child != null) {
      launcher.reap(child);
    }
  }

  private void close(ProcessEffect.CloseStreams it) {
    ChildProcess child = children.remove(new RunKey(it.id(), it.runNumber()));
    if (child != null) {
      child.close();
    }
  }

  void writeInput(ProcessEffect.WriteInput it) {
    ChildProcess child = current(it.id());
    if (child != null && !child.queueInput(it.bytes())) {
      logStoreWriter.appendNote(
          it.id(),
          "dropped " + it.bytes().length + " bytes of input: the process does not read its input");
    }
  }

  void resize(ProcessEffect.ResizeTerminals it) {
    columns = it.columns();
    rows = it.rows();
    children.forEach((run, child) -> child.attach(attachment(run.id())));
  }

  void attach(ProcessEffect.AttachTap it) {
    attachments.put(it.id(), new ChildProcess.Attachment(it.tap(), it.columns(), it.rows()));
    applyAttachment(it.id());
  }

  void detach(ProcessEffect.DetachTap it) {
    attachments.remove(it.id());
    applyAttachment(it.id());
  }

  private void applyAttachment(int id) {
    ChildProcess child = current(id);
    if (child != null) {
      child.attach(attachment(id));
    }
  }

  private ChildProcess.Attachment attachment(int id) {
    return attachments.getOrDefault(id, new ChildProcess.Attachment(null, columns, rows));
  }

  /// The children to monitor.
  List<ProcessMonitor.Target> monitorTargets(List<ProcessInfo> infos) {
    List<ProcessMonitor.Target> targets = new ArrayList<>();
    for (ProcessInfo info : infos) {
      ChildProcess child = current(info.id());
      if (child != null) {
        targets.add(
            new ProcessMonitor.Target(child.leader(), info.runNumber(), isReadyByListening(info)));
      }
    }
    return targets;
  }

  private static boolean isReadyByListening(ProcessInfo info) {
    return info.state() instanceof ProcessState.Down
        || info.state() instanceof ProcessState.Running
            && switch (info.spec().readiness()) {
              case ReadinessProbe.Inferred _, ReadinessProbe.Port _ -> true;
              case ReadinessProbe.Http _,
                  ReadinessProbe.Tcp _,
                  ReadinessProbe.Log _,
                  ReadinessProbe.Exec _ ->
                  false;
            };
  }

  /// The child of the current run, null once it is reaped.
  private @Nullable ChildProcess current(int id) {
    ChildProcess child = children.get(new RunKey(id, snapshots.info(id).runNumber()));
    return child == null || child.isReaped() ? null : child;
  }

  /// Whether [#poll] has something to do.
  boolean needsPolling() {
    return launcher.needsPolling();
  }

  /// Collects the exits of adopted orphans and replaces a killed watchdog. Some microseconds.
  void poll() {
    launcher.poll(onWarning);
  }

  /// Ends orphans of no known process and releases the watchdog, the control group and the PID
  /// file, after the last child.
  void shutDown() {
    if (launcher.needsPolling() && !launcher.hasNoOrphans()) {
      new RemainingProcesses(launcher.controlGroup(), signaller, this::scan, onWarning).end();
      launcher.poll(onWarning);
    }
    launcher.close();
  }
}
