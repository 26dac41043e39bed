package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.log.Source;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.Readiness;
import dev.brummer.engine.process.Signals;
import dev.brummer.engine.process.child.Child;
import dev.brummer.engine.process.child.LineSink;
import dev.brummer.engine.process.os.Forest;
import dev.brummer.engine.process.os.LaunchException;
import dev.brummer.engine.process.os.ProcFs.Proc;
import dev.brummer.engine.process.os.TreeFinder;
import dev.brummer.engine.process.supervisor.Errands.Start;
import dev.brummer.engine.process.supervisor.table.Command;
import dev.brummer.engine.process.supervisor.table.Effect;
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
final class Children {
  private final World world;
  private final Output output;
  private final Picture picture;
  private final Consumer<Command> answers;
  private final LineReaders readers;
  private final Map<Start, Child> children = new HashMap<>();
  private final Deque<Effect.PutOff> putOff = new ArrayDeque<>();

  /// Who is attached to which process, running or not.
  private final Map<Integer, Child.Watch> attached = new HashMap<>();

  private int columns;
  private int rows;

  /// Starts the thread that reads what a child prints.
  interface LineReaders {
    void start(Effect.Read it, Child child, LineSink out, LineSink err, ProcessSpec spec);
  }

  /// @param answers takes the commands that answer effects
  Children(
      World world,
      ProcessSettings settings,
      Output output,
      Picture picture,
      Consumer<Command> answers,
      LineReaders readers) {
    this.world = world;
    this.output = output;
    this.picture = picture;
    this.answers = answers;
    this.readers = readers;
    this.columns = settings.columns();
    this.rows = settings.rows();
  }

  void spawn(Effect.Spawn it) {
    try {
      Child.Watch watch = watch(it.id());
      Child child = world.launch(it, watch.columns(), watch.rows());
      child.watch(watch);
      children.put(new Start(it.id(), it.epoch()), child);
      answers.accept(new Command.Spawned(it.id(), it.epoch(), child.pid));
    } catch (LaunchException failed) {
      answers.accept(
          new Command.NotSpawned(
              it.id(), it.epoch(), failed.word(), String.valueOf(failed.getMessage())));
    }
  }

  /// @param watch sees every line of it
  void read(Effect.Read it, LineWatch watch) {
    Child child = children.get(new Start(it.id(), it.epoch()));
    if (child != null) {
      Source source = child.onTerminal() ? Source.PTY : Source.STDOUT;
      LineSink out = output.sink(it.id(), source, watch);
      LineSink err = output.sink(it.id(), Source.STDERR, watch);
      readers.start(it, child, out, err, picture.spec(it.id()));
    }
  }

  void putOff(Effect.PutOff effect) {
    putOff.add(effect);
  }

  /// The group at once; whoever of its tree is elsewhere when no command is waiting.
  void signal(Effect.Signal it) {
    Child child = child(it.id());
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
    boolean mustLook = putOff.stream().anyMatch(Effect.NeedsTrees.class::isInstance);
    Forest forest = mustLook ? world.look(leaders()) : Forest.NONE;
    for (Effect.PutOff effect = putOff.poll(); effect != null; effect = putOff.poll()) {
      switch (effect) {
        case Effect.Signal it -> signalOthers(it, forest);
        case Effect.FindTree it -> answers.accept(found(it, forest));
        case Effect.Reap it -> reap(it);
        case Effect.Release it -> release(it);
      }
    }
  }

  private void signalOthers(Effect.Signal it, Forest forest) {
    Child child = child(it.id());
    for (Proc proc : forest.tree(it.id())) {
      if (child == null || proc.group() != child.pid) {
        world.signal(proc, it.signal());
      }
    }
  }

  private static Command found(Effect.FindTree it, Forest forest) {
    List<String> members = forest.tree(it.id()).stream().map(Proc::toString).toList();
    return new Command.TreeFound(it.id(), it.turn(), it.signal(), it.restart(), members);
  }

  private void reap(Effect.Reap it) {
    Child child = children.get(new Start(it.id(), it.epoch()));
    if (child != null) {
      world.reap(child);
    }
  }

  private void release(Effect.Release it) {
    Child child = children.remove(new Start(it.id(), it.epoch()));
    if (child != null) {
      child.close();
    }
  }

  void type(Effect.Type it) {
    Child child = child(it.id());
    if (child != null && !child.type(it.bytes())) {
      output.note(it.id(), "input of " + it.bytes().length + " bytes dropped: it does not read");
    }
  }

  void resize(Effect.Resize it) {
    columns = it.columns();
    rows = it.rows();
    children.forEach((start, child) -> child.watch(watch(start.id())));
  }

  void attach(Effect.Attach it) {
    attached.put(it.id(), new Child.Watch(it.tap(), it.columns(), it.rows()));
    watchAnew(it.id());
  }

  void detach(Effect.Detach it) {
    attached.remove(it.id());
    watchAnew(it.id());
  }

  private void watchAnew(int id) {
    Child child = child(id);
    if (child != null) {
      child.watch(watch(id));
    }
  }

  private Child.Watch watch(int id) {
    return attached.getOrDefault(id, new Child.Watch(null, columns, rows));
  }

  /// What the sweeper has to watch.
  List<Sweeper.Target> targets(List<ProcessInfo> infos) {
    List<Sweeper.Target> targets = new ArrayList<>();
    for (ProcessInfo info : infos) {
      Child child = child(info.id());
      if (child != null) {
        Start start = new Start(info.id(), info.epoch());
        targets.add(new Sweeper.Target(leader(start, child), info.epoch(), listensToBeReady(info)));
      }
    }
    return targets;
  }

  private static boolean listensToBeReady(ProcessInfo info) {
    return info.state() instanceof ProcessState.Running
        && switch (info.spec().ready()) {
          case Readiness.Inferred _, Readiness.Port _ -> true;
          case Readiness.Http _, Readiness.Log _, Readiness.Exec _ -> false;
        };
  }

  /// The child of the current start, null when it has been reaped.
  private @Nullable Child child(int id) {
    Child child = children.get(new Start(id, picture.all().get(id - 1).epoch()));
    return child == null || child.reaped() ? null : child;
  }

  private List<TreeFinder.Leader> leaders() {
    List<TreeFinder.Leader> leaders = new ArrayList<>();
    children.forEach((start, child) -> {
      if (!child.reaped()) {
        leaders.add(leader(start, child));
      }
    });
    return leaders;
  }

  private static TreeFinder.Leader leader(Start start, Child child) {
    return new TreeFinder.Leader(start.id(), (int) child.pid, child.startTicks);
  }
}
