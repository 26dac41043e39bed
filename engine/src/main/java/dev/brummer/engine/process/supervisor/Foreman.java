package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.event.Bus;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.Readiness;
import dev.brummer.engine.process.child.Child;
import dev.brummer.engine.process.child.LineReader;
import dev.brummer.engine.process.child.LineSink;
import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.supervisor.table.Command;
import dev.brummer.engine.process.supervisor.table.Effect;
import dev.brummer.engine.process.supervisor.table.ProcessTable;
import dev.brummer.engine.process.supervisor.table.Timers;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The thread `processes`: takes commands from the inbox, lets the [ProcessTable] decide, and does
/// what it decided. Everything here but the inbox belongs to this thread alone.
final class Foreman implements Runnable {
  private final Bus bus;
  private final Output output;
  private final ProcessSettings settings;
  private final BlockingQueue<Command> inbox;
  private final Sweeper sweeper;
  private final Picture picture;
  private final Errands errands;
  private final ProcessTable table = new ProcessTable();
  private final Timers timers = new Timers();

  /// Answers, before anything from the inbox.
  private final Queue<Command> answers = new ArrayDeque<>();

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
    this.errands = new Errands(settings, output, inbox::add);
  }

  @Override
  public void run() {
    try (Libc libc = new Libc()) {
      World world = new World(libc, settings, sweeper, this::notice);
      Children children =
          new Children(world, settings, output, picture, answers::add, this::startReader);
      while (true) {
        handle(next(), children);
        if (table.over()) {
          world.over();
          picture.over();
        }
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

  private void handle(Command first, Children children) {
    for (Command command = first; command != null; command = more(children)) {
      try {
        step(command, children);
      } catch (RuntimeException broken) {
        fault(broken);
      }
    }
    sweeper.watch(children.targets(table.infos()));
  }

  private @Nullable Command more(Children children) {
    Command answer = answers.poll();
    if (answer == null) {
      answer = inbox.poll();
    }
    if (answer == null && !children.idle()) {
      children.catchUp();
      answer = answers.poll();
    }
    return answer;
  }

  private void step(Command command, Children children) {
    List<Effect> effects = table.step(command, settings.clock().millis());
    picture.replace(table.infos());
    effects.forEach(effect -> perform(effect, children));
  }

  private void perform(Effect effect, Children children) {
    switch (effect) {
      case Effect.Spawn it -> children.spawn(it);
      case Effect.Read it -> children.read(it, watch(it));
      case Effect.Signal it -> children.signal(it);
      case Effect.FindTree it -> children.putOff(it);
      case Effect.Reap it -> {
        errands.cancel(it.id(), it.epoch());
        children.putOff(it);
      }
      case Effect.Release it -> children.putOff(it);
      case Effect.Timer it ->
          timers.add(
              System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(it.millis()),
              new Command.Elapsed(it.id(), it.turn(), it.purpose()));
      case Effect.RunStop it -> errands.stop(it, picture.spec(it.id()));
      case Effect.Probe it -> errands.probe(it, picture.spec(it.id()));
      case Effect.Reach it -> errands.reach(it);
      case Effect.Explain it -> errands.explain(it, picture.spec(it.id()));
      case Effect.Type it -> children.type(it);
      case Effect.Resize it -> children.resize(it);
      case Effect.Attach it -> children.attach(it);
      case Effect.Detach it -> children.detach(it);
      case Effect.Publish it -> bus.publish(it.event());
      case Effect.Note it -> output.note(it.id(), it.text());
    }
  }

  private LineWatch watch(Effect.Read it) {
    return picture.spec(it.id()).ready() instanceof Readiness.Log log
        ? new LineWatch(
            log.pattern(),
            line -> inbox.add(new Command.Shown(it.id(), it.epoch(), "printed \"" + line + "\"")))
        : LineWatch.none();
  }

  private void startReader(
      Effect.Read it, Child child, LineSink out, LineSink err, ProcessSpec spec) {
    Thread.ofPlatform()
        .name("read-" + spec.name())
        .daemon()
        .start(() -> LineReader.read(child, out, err, new Reports(it.id(), it.epoch())));
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

    @Override
    public void heldBack(long nanos) {
      picture.heldBack(id, nanos);
    }
  }
}
