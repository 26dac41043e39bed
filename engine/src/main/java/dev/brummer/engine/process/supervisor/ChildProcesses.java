package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.Signals;
import dev.brummer.engine.process.child.ChildProcess;
import dev.brummer.engine.process.child.OutputSink;
import dev.brummer.engine.process.os.LaunchException;
import dev.brummer.engine.process.os.ProcFs.Proc;
import dev.brummer.engine.process.os.ProcessTreeFinder;
import dev.brummer.engine.process.os.ProcessTrees;
import dev.brummer.engine.process.supervisor.BackgroundTasks.RunKey;
import dev.brummer.engine.process.supervisor.table.ProcessCommand;
import dev.brummer.engine.process.supervisor.table.ProcessEffect;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The children that exist, and what is done to them. Owner: the thread `processes`, which has to
/// make it.
///
/// Looking for trees is put off until no command is waiting, so that one look at `/proc` serves all
/// who end together; reaping is put off with it, because the pid of an unreaped child leads to its
/// tree, and closing, which follows reaping.
final class ChildProcesses {
  private final OsProcesses osProcesses;
  private final ProcessOutput output;
  private final ProcessSnapshots processSnapshots;
  private final Consumer<ProcessCommand> results;
  private final ReaderStarter readers;
  private final Map<RunKey, ChildProcess> children = new HashMap<>();
  private final Deque<ProcessEffect.PutOff> deferred = new ArrayDeque<>();

  /// Who is attached to which process, running or not.
  private final Map<Integer, ChildProcess.Attachment> attachments = new HashMap<>();

  private int columns;
  private int rows;

  /// Starts the thread that reads what a child prints.
  interface ReaderStarter {
    void start(
        ProcessEffect.StartReading it,
        ChildProcess child,
        OutputSink out,
        OutputSink err,
        ProcessSpec spec);
  }

  /// @param answers takes the commands that answer effects
  ChildProcesses(
      OsProcesses osProcesses,
      SupervisorSettings settings,
      ProcessOutput output,
      ProcessSnapshots processSnapshots,
      Consumer<ProcessCommand> answers,
      ReaderStarter readers) {
    this.osProcesses = osProcesses;
    this.output = output;
    this.processSnapshots = processSnapshots;
    this.results = answers;
    this.readers = readers;
    this.columns = settings.columns();
    this.rows = settings.rows();
  }

  void spawn(ProcessEffect.Spawn it) {
    try {
      ChildProcess.Attachment attachment = attachment(it.id());
      ChildProcess child = osProcesses.launch(it, attachment.columns(), attachment.rows());
      child.attachment(attachment);
      children.put(new RunKey(it.id(), it.runNumber()), child);
      results.accept(new ProcessCommand.Spawned(it.id(), it.runNumber(), child.pid));
    } catch (LaunchException failed) {
      results.accept(
          new ProcessCommand.SpawnFailed(
              it.id(), it.runNumber(), failed.reason(), String.valueOf(failed.getMessage())));
    }
  }

  /// @param watch sees every line of it
  void read(ProcessEffect.StartReading it, LinePatternWatcher watch) {
    ChildProcess child = children.get(new RunKey(it.id(), it.runNumber()));
    if (child != null) {
      LogSource source = child.isOnTerminal() ? LogSource.PTY : LogSource.STDOUT;
      OutputSink out = output.sink(it.id(), source, watch);
      OutputSink err = output.sink(it.id(), LogSource.STDERR, watch);
      readers.start(it, child, out, err, processSnapshots.spec(it.id()));
    }
  }

  void defer(ProcessEffect.PutOff effect) {
    deferred.add(effect);
  }

  /// The group at once; whoever of its tree is elsewhere when no command is waiting.
  void signal(ProcessEffect.Signal it) {
    ChildProcess child = child(it.id());
    if (child != null) {
      child.signalGroup(it.signal());
      if (it.signal() != Signals.KILL) {
        child.signalGroup(Signals.CONT);
      }
    }
    deferred.add(it);
  }

  boolean isIdle() {
    return deferred.isEmpty();
  }

  /// Does what was put off.
  void runDeferred() {
    boolean mustLook = deferred.stream().anyMatch(ProcessEffect.NeedsTrees.class::isInstance);
    ProcessTrees processTrees = mustLook ? osProcesses.scan(leaders()) : ProcessTrees.NONE;
    for (ProcessEffect.PutOff effect = deferred.poll(); effect != null; effect = deferred.poll()) {
      switch (effect) {
        case ProcessEffect.Signal it -> signalOutsideGroup(it, processTrees);
        case ProcessEffect.FindTree it -> results.accept(treeFound(it, processTrees));
        case ProcessEffect.Reap it -> reap(it);
        case ProcessEffect.CloseStreams it -> release(it);
      }
    }
  }

  private void signalOutsideGroup(ProcessEffect.Signal it, ProcessTrees processTrees) {
    ChildProcess child = child(it.id());
    for (Proc proc : processTrees.tree(it.id())) {
      if (child == null || proc.group() != child.pid) {
        osProcesses.signal(proc, it.signal());
      }
    }
  }

  private static ProcessCommand treeFound(ProcessEffect.FindTree it, ProcessTrees processTrees) {
    List<String> members = processTrees.tree(it.id()).stream().map(Proc::toString).toList();
    return new ProcessCommand.TreeFound(
        it.id(), it.stateVersion(), it.signal(), it.restart(), members);
  }

  private void reap(ProcessEffect.Reap it) {
    ChildProcess child = children.get(new RunKey(it.id(), it.runNumber()));
    if (child != null) {
      osProcesses.reap(child);
    }
  }

  private void release(ProcessEffect.CloseStreams it) {
    ChildProcess child = children.remove(new RunKey(it.id(), it.runNumber()));
    if (child != null) {
      child.close();
    }
  }

  void writeInput(ProcessEffect.WriteInput it) {
    ChildProcess child = child(it.id());
    if (child != null && !child.queueInput(it.bytes())) {
      output.appendNote(
          it.id(), "input of " + it.bytes().length + " bytes dropped: it does not read");
    }
  }

  void resize(ProcessEffect.ResizeTerminals it) {
    columns = it.columns();
    rows = it.rows();
    children.forEach((runKey, child) -> child.attachment(attachment(runKey.id())));
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
    ChildProcess child = child(id);
    if (child != null) {
      child.attachment(attachment(id));
    }
  }

  private ChildProcess.Attachment attachment(int id) {
    return attachments.getOrDefault(id, new ChildProcess.Attachment(null, columns, rows));
  }

  /// What the sweeper has to watch.
  List<ProcessMonitor.Target> monitorTargets(List<ProcessInfo> infos) {
    List<ProcessMonitor.Target> targets = new ArrayList<>();
    for (ProcessInfo info : infos) {
      ChildProcess child = child(info.id());
      if (child != null) {
        RunKey runKey = new RunKey(info.id(), info.runNumber());
        targets.add(
            new ProcessMonitor.Target(
                leader(runKey, child), info.runNumber(), isReadyByListening(info)));
      }
    }
    return targets;
  }

  private static boolean isReadyByListening(ProcessInfo info) {
    return info.state() instanceof ProcessState.Running
        && switch (info.spec().readiness()) {
          case ReadinessProbe.Inferred _, ReadinessProbe.Port _ -> true;
          case ReadinessProbe.Http _, ReadinessProbe.Log _, ReadinessProbe.Exec _ -> false;
        };
  }

  /// The child of the current start, null when it has been reaped.
  private @Nullable ChildProcess child(int id) {
    ChildProcess child =
        children.get(new RunKey(id, processSnapshots.all().get(id - 1).runNumber()));
    return child == null || child.isReaped() ? null : child;
  }

  private List<ProcessTreeFinder.Leader> leaders() {
    List<ProcessTreeFinder.Leader> leaders = new ArrayList<>();
    children.forEach((runKey, child) -> {
      if (!child.isReaped()) {
        leaders.add(leader(runKey, child));
      }
    });
    return leaders;
  }

  private static ProcessTreeFinder.Leader leader(RunKey runKey, ChildProcess child) {
    return new ProcessTreeFinder.Leader(runKey.id(), (int) child.pid, child.startTicks);
  }
}
