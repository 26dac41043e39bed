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
import dev.brummer.engine.process.supervisor.BackgroundTasks.Start;
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
  private final OsProcesses world;
  private final ProcessOutput output;
  private final ProcessSnapshots picture;
  private final Consumer<ProcessCommand> answers;
  private final LineReaders readers;
  private final Map<Start, ChildProcess> children = new HashMap<>();
  private final Deque<ProcessEffect.PutOff> putOff = new ArrayDeque<>();

  /// Who is attached to which process, running or not.
  private final Map<Integer, ChildProcess.Watch> attached = new HashMap<>();

  private int columns;
  private int rows;

  /// Starts the thread that reads what a child prints.
  interface LineReaders {
    void start(
        ProcessEffect.Read it,
        ChildProcess child,
        OutputSink out,
        OutputSink err,
        ProcessSpec spec);
  }

  /// @param answers takes the commands that answer effects
  ChildProcesses(
      OsProcesses world,
      SupervisorSettings settings,
      ProcessOutput output,
      ProcessSnapshots picture,
      Consumer<ProcessCommand> answers,
      LineReaders readers) {
    this.world = world;
    this.output = output;
    this.picture = picture;
    this.answers = answers;
    this.readers = readers;
    this.columns = settings.columns();
    this.rows = settings.rows();
  }

  void spawn(ProcessEffect.Spawn it) {
    try {
      ChildProcess.Watch watch = watch(it.id());
      ChildProcess child = world.launch(it, watch.columns(), watch.rows());
      child.watch(watch);
      children.put(new Start(it.id(), it.epoch()), child);
      answers.accept(new ProcessCommand.Spawned(it.id(), it.epoch(), child.pid));
    } catch (LaunchException failed) {
      answers.accept(
          new ProcessCommand.NotSpawned(
              it.id(), it.epoch(), failed.word(), String.valueOf(failed.getMessage())));
    }
  }

  /// @param watch sees every line of it
  void read(ProcessEffect.Read it, LinePatternWatcher watch) {
    ChildProcess child = children.get(new Start(it.id(), it.epoch()));
    if (child != null) {
      LogSource source = child.onTerminal() ? LogSource.PTY : LogSource.STDOUT;
      OutputSink out = output.sink(it.id(), source, watch);
      OutputSink err = output.sink(it.id(), LogSource.STDERR, watch);
      readers.start(it, child, out, err, picture.spec(it.id()));
    }
  }

  void putOff(ProcessEffect.PutOff effect) {
    putOff.add(effect);
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
    putOff.add(it);
  }

  boolean idle() {
    return putOff.isEmpty();
  }

  /// Does what was put off.
  void catchUp() {
    boolean mustLook = putOff.stream().anyMatch(ProcessEffect.NeedsTrees.class::isInstance);
    ProcessTrees forest = mustLook ? world.look(leaders()) : ProcessTrees.NONE;
    for (ProcessEffect.PutOff effect = putOff.poll(); effect != null; effect = putOff.poll()) {
      switch (effect) {
        case ProcessEffect.Signal it -> signalOthers(it, forest);
        case ProcessEffect.FindTree it -> answers.accept(found(it, forest));
        case ProcessEffect.Reap it -> reap(it);
        case ProcessEffect.Release it -> release(it);
      }
    }
  }

  private void signalOthers(ProcessEffect.Signal it, ProcessTrees forest) {
    ChildProcess child = child(it.id());
    for (Proc proc : forest.tree(it.id())) {
      if (child == null || proc.group() != child.pid) {
        world.signal(proc, it.signal());
      }
    }
  }

  private static ProcessCommand found(ProcessEffect.FindTree it, ProcessTrees forest) {
    List<String> members = forest.tree(it.id()).stream().map(Proc::toString).toList();
    return new ProcessCommand.TreeFound(it.id(), it.turn(), it.signal(), it.restart(), members);
  }

  private void reap(ProcessEffect.Reap it) {
    ChildProcess child = children.get(new Start(it.id(), it.epoch()));
    if (child != null) {
      world.reap(child);
    }
  }

  private void release(ProcessEffect.Release it) {
    ChildProcess child = children.remove(new Start(it.id(), it.epoch()));
    if (child != null) {
      child.close();
    }
  }

  void type(ProcessEffect.Type it) {
    ChildProcess child = child(it.id());
    if (child != null && !child.type(it.bytes())) {
      output.note(it.id(), "input of " + it.bytes().length + " bytes dropped: it does not read");
    }
  }

  void resize(ProcessEffect.Resize it) {
    columns = it.columns();
    rows = it.rows();
    children.forEach((start, child) -> child.watch(watch(start.id())));
  }

  void attach(ProcessEffect.Attach it) {
    attached.put(it.id(), new ChildProcess.Watch(it.tap(), it.columns(), it.rows()));
    watchAnew(it.id());
  }

  void detach(ProcessEffect.Detach it) {
    attached.remove(it.id());
    watchAnew(it.id());
  }

  private void watchAnew(int id) {
    ChildProcess child = child(id);
    if (child != null) {
      child.watch(watch(id));
    }
  }

  private ChildProcess.Watch watch(int id) {
    return attached.getOrDefault(id, new ChildProcess.Watch(null, columns, rows));
  }

  /// What the sweeper has to watch.
  List<ProcessMonitor.Target> targets(List<ProcessInfo> infos) {
    List<ProcessMonitor.Target> targets = new ArrayList<>();
    for (ProcessInfo info : infos) {
      ChildProcess child = child(info.id());
      if (child != null) {
        Start start = new Start(info.id(), info.epoch());
        targets.add(
            new ProcessMonitor.Target(leader(start, child), info.epoch(), listensToBeReady(info)));
      }
    }
    return targets;
  }

  private static boolean listensToBeReady(ProcessInfo info) {
    return info.state() instanceof ProcessState.Running
        && switch (info.spec().ready()) {
          case ReadinessProbe.Inferred _, ReadinessProbe.Port _ -> true;
          case ReadinessProbe.Http _, ReadinessProbe.Log _, ReadinessProbe.Exec _ -> false;
        };
  }

  /// The child of the current start, null when it has been reaped.
  private @Nullable ChildProcess child(int id) {
    ChildProcess child = children.get(new Start(id, picture.all().get(id - 1).epoch()));
    return child == null || child.reaped() ? null : child;
  }

  private List<ProcessTreeFinder.Leader> leaders() {
    List<ProcessTreeFinder.Leader> leaders = new ArrayList<>();
    children.forEach((start, child) -> {
      if (!child.reaped()) {
        leaders.add(leader(start, child));
      }
    });
    return leaders;
  }

  private static ProcessTreeFinder.Leader leader(Start start, ChildProcess child) {
    return new ProcessTreeFinder.Leader(start.id(), (int) child.pid, child.startTicks);
  }
}
