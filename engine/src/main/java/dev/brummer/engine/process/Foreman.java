package dev.brummer.engine.process;

import dev.brummer.engine.event.Bus;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.log.Source;
import dev.brummer.engine.process.ProcFs.Proc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The thread `processes`: takes commands from the inbox, lets the [ProcessTable] decide, and does
/// what it decided. Everything here but the inbox belongs to this thread alone.
///
/// Looking for trees is put off until the inbox is empty, so that one look at `/proc` serves all
/// who end together; reaping is put off with it, because the pid of an unreaped child leads to its
/// tree, and closing, which follows reaping.
final class Foreman implements Runnable {
  private final Bus bus;
  private final Output output;
  private final ProcessSettings settings;
  private final BlockingQueue<Command> inbox;
  private final Sweeper sweeper;
  private final Picture picture;
  private final ProcessTable table = new ProcessTable();
  private final Timers timers = new Timers();

  /// Answers, before anything from the inbox.
  private final Queue<Command> answers = new ArrayDeque<>();

  private final Deque<Effect.PutOff> putOff = new ArrayDeque<>();
  private final Map<Start, Child> children = new HashMap<>();
  private int columns;
  private int rows;

  Foreman(
      Bus bus,
      Output output,
      ProcessSettings settings,
      BlockingQueue<Command> inbox,
      Sweeper sweeper,
      Picture picture) {
    this.bus = bus;
    this.output = output;
    this.settings = settings;
    this.inbox = inbox;
    this.sweeper = sweeper;
    this.picture = picture;
    this.columns = settings.columns();
    this.rows = settings.rows();
  }

  /// One start of one process.
  private record Start(int id, int epoch) {}

  @Override
  public void run() {
    try (Libc libc = new Libc()) {
      World world = new World(libc, settings, sweeper, this::notice);
      while (true) {
        handle(next(), world);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private Command next() throws InterruptedException {
    while (true) {
      Command due = timers.next(System.nanoTime());
      if (due != null) {
        return due;
      }
      Command command = inbox.poll(timers.pause(System.nanoTime()), TimeUnit.NANOSECONDS);
      if (command != null) {
        return command;
      }
    }
  }

  private void handle(Command first, World world) {
    for (Command command = first; command != null; command = more(world)) {
      try {
        step(command, world);
      } catch (RuntimeException broken) {
        fault(broken);
      }
    }
    watch();
    if (table.over()) {
      world.over();
      picture.over();
    }
  }

  private @Nullable Command more(World world) {
    Command answer = answers.poll();
    if (answer == null) {
      answer = inbox.poll();
    }
    if (answer == null && !putOff.isEmpty()) {
      catchUp(world);
      answer = answers.poll();
    }
    return answer;
  }

  private void step(Command command, World world) {
    List<Effect> effects = table.step(command, settings.clock().millis());
    picture.replace(table.infos());
    effects.forEach(effect -> perform(effect, world));
  }

  private void perform(Effect effect, World world) {
    switch (effect) {
      case Effect.Spawn it -> spawn(it, world);
      case Effect.Read it -> read(it);
      case Effect.Signal it -> signal(it);
      case Effect.FindTree it -> putOff.add(it);
      case Effect.Reap it -> putOff.add(it);
      case Effect.Release it -> putOff.add(it);
      case Effect.Timer it ->
          timers.add(
              System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(it.millis()),
              new Command.Elapsed(it.id(), it.turn(), it.purpose()));
      case Effect.Type it -> type(it);
      case Effect.Resize it -> resize(it);
      case Effect.Publish it -> bus.publish(it.event());
      case Effect.Note it -> output.note(it.id(), it.text());
    }
  }

  private void spawn(Effect.Spawn it, World world) {
    try {
      Child child = world.launch(it, columns, rows);
      children.put(new Start(it.id(), it.epoch()), child);
      answers.add(new Command.Spawned(it.id(), it.epoch(), child.pid));
    } catch (LaunchException failed) {
      answers.add(
          new Command.NotSpawned(
              it.id(), it.epoch(), failed.word(), String.valueOf(failed.getMessage())));
    }
  }

  private void read(Effect.Read it) {
    Child child = children.get(new Start(it.id(), it.epoch()));
    if (child == null) {
      return;
    }
    LineSink out = output.sink(it.id(), child.onTerminal() ? Source.PTY : Source.STDOUT);
    LineSink err = output.sink(it.id(), Source.STDERR);
    Thread.ofPlatform()
        .name("read-" + picture.all().get(it.id() - 1).name())
        .daemon()
        .start(() -> LineReader.read(child, out, err, new Reports(it.id(), it.epoch())));
  }

  /// The group at once; whoever of its tree is elsewhere when the inbox is empty.
  private void signal(Effect.Signal it) {
    Child child = child(it.id());
    if (child != null) {
      child.signalGroup(it.signal());
      if (it.signal() != Signals.KILL) {
        child.signalGroup(Signals.CONT);
      }
    }
    putOff.add(it);
  }

  private void catchUp(World world) {
    boolean mustLook = putOff.stream().anyMatch(Effect.NeedsTrees.class::isInstance);
    Forest forest = mustLook ? world.look(leaders()) : Forest.NONE;
    for (Effect.PutOff effect = putOff.poll(); effect != null; effect = putOff.poll()) {
      switch (effect) {
        case Effect.Signal it -> signalOthers(it, forest, world);
        case Effect.FindTree it -> answers.add(found(it, forest));
        case Effect.Reap it -> reap(it, world);
        case Effect.Release it -> release(it);
      }
    }
  }

  private void signalOthers(Effect.Signal it, Forest forest, World world) {
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

  private void reap(Effect.Reap it, World world) {
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

  private void type(Effect.Type it) {
    Child child = child(it.id());
    if (child != null && !child.type(it.bytes())) {
      output.note(it.id(), "input of " + it.bytes().length + " bytes dropped: it does not read");
    }
  }

  private void resize(Effect.Resize it) {
    columns = it.columns();
    rows = it.rows();
    children.values().forEach(child -> child.resize(columns, rows));
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

  private void watch() {
    List<Sweeper.Target> targets = new ArrayList<>();
    for (ProcessInfo info : table.infos()) {
      Child child = child(info.id());
      if (child != null) {
        targets.add(
            new Sweeper.Target(
                leader(new Start(info.id(), info.epoch()), child),
                info.epoch(),
                info.state() instanceof ProcessState.Running));
      }
    }
    sweeper.watch(targets);
  }

  private void notice(String sentence) {
    bus.publish(new Event.Notice(sentence, settings.clock().millis()));
  }

  private void fault(RuntimeException cause) {
    bus.publish(
        new Event.Fault("processes", String.valueOf(cause), cause, settings.clock().millis()));
  }

  /// What the reader of one child tells, from its thread.
  private final class Reports implements LineReader.Events {
    private final int id;
    private final int epoch;

    Reports(int id, int epoch) {
      this.id = id;
      this.epoch = epoch;
    }

    @Override
    public void ended(int code, int signal) {
      inbox.add(new Command.Exited(id, epoch, code, signal));
    }

    @Override
    public void outputEnded() {
      inbox.add(new Command.OutputEnded(id, epoch));
    }

    @Override
    public void failed(RuntimeException cause) {
      fault(cause);
    }
  }
}
