package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.child.ChildProcess;
import dev.brummer.engine.process.child.OutputReader;
import dev.brummer.engine.process.child.OutputSink;
import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.supervisor.table.ProcessCommand;
import dev.brummer.engine.process.supervisor.table.ProcessEffect;
import dev.brummer.engine.process.supervisor.table.ProcessTable;
import dev.brummer.engine.process.supervisor.table.TimerQueue;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The thread `processes`: takes commands from the inbox, lets the [ProcessTable] decide, and does
/// what it decided. Everything here but the inbox belongs to this thread alone.
final class ProcessLoop implements Runnable {
  private final EventBus bus;
  private final ProcessOutput output;
  private final SupervisorSettings settings;
  private final BlockingQueue<ProcessCommand> inbox;
  private final ProcessMonitor sweeper;
  private final ProcessSnapshots picture;
  private final BackgroundTasks errands;
  private final ProcessTable table = new ProcessTable();
  private final TimerQueue timers = new TimerQueue();

  /// Answers, before anything from the inbox.
  private final Queue<ProcessCommand> answers = new ArrayDeque<>();

  ProcessLoop(
      EventBus bus,
      ProcessOutput output,
      SupervisorSettings settings,
      BlockingQueue<ProcessCommand> inbox,
      ProcessMonitor sweeper,
      ProcessSnapshots picture) {
    this.bus = bus;
    this.output = output;
    this.settings = settings;
    this.inbox = inbox;
    this.sweeper = sweeper;
    this.picture = picture;
    this.errands = new BackgroundTasks(settings, output, inbox::add);
  }

  @Override
  public void run() {
    try (Libc libc = new Libc()) {
      OsProcesses world = new OsProcesses(libc, settings, sweeper, this::notice);
      ChildProcesses children =
          new ChildProcesses(world, settings, output, picture, answers::add, this::startReader);
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

  private ProcessCommand next() throws InterruptedException {
    while (true) {
      ProcessCommand due = timers.next(System.nanoTime());
      if (due != null) {
        return due;
      }
      ProcessCommand command = inbox.poll(timers.pause(System.nanoTime()), TimeUnit.NANOSECONDS);
      if (command != null) {
        return command;
      }
    }
  }

  private void handle(ProcessCommand first, ChildProcesses children) {
    for (ProcessCommand command = first; command != null; command = more(children)) {
      try {
        step(command, children);
      } catch (RuntimeException broken) {
        fault(broken);
      }
    }
    sweeper.watch(children.targets(table.infos()));
  }

  private @Nullable ProcessCommand more(ChildProcesses children) {
    ProcessCommand answer = answers.poll();
    if (answer == null) {
      answer = inbox.poll();
    }
    if (answer == null && !children.idle()) {
      children.catchUp();
      answer = answers.poll();
    }
    return answer;
  }

  private void step(ProcessCommand command, ChildProcesses children) {
    List<ProcessEffect> effects = table.step(command, settings.clock().millis());
    picture.replace(table.infos());
    effects.forEach(effect -> perform(effect, children));
  }

  private void perform(ProcessEffect effect, ChildProcesses children) {
    switch (effect) {
      case ProcessEffect.Spawn it -> children.spawn(it);
      case ProcessEffect.Read it -> children.read(it, watch(it));
      case ProcessEffect.Signal it -> children.signal(it);
      case ProcessEffect.FindTree it -> children.putOff(it);
      case ProcessEffect.Reap it -> {
        errands.cancel(it.id(), it.epoch());
        children.putOff(it);
      }
      case ProcessEffect.Release it -> children.putOff(it);
      case ProcessEffect.Timer it ->
          timers.add(
              System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(it.millis()),
              new ProcessCommand.Elapsed(it.id(), it.turn(), it.purpose()));
      case ProcessEffect.RunStop it -> errands.stop(it, picture.spec(it.id()));
      case ProcessEffect.Probe it -> errands.probe(it, picture.spec(it.id()));
      case ProcessEffect.Reach it -> errands.reach(it);
      case ProcessEffect.Explain it -> errands.explain(it, picture.spec(it.id()));
      case ProcessEffect.Type it -> children.type(it);
      case ProcessEffect.Resize it -> children.resize(it);
      case ProcessEffect.Attach it -> children.attach(it);
      case ProcessEffect.Detach it -> children.detach(it);
      case ProcessEffect.Publish it -> bus.publish(it.event());
      case ProcessEffect.Note it -> output.note(it.id(), it.text());
    }
  }

  private LinePatternWatcher watch(ProcessEffect.Read it) {
    return picture.spec(it.id()).ready() instanceof ReadinessProbe.Log log
        ? new LinePatternWatcher(
            log.pattern(),
            line ->
                inbox.add(
                    new ProcessCommand.Shown(it.id(), it.epoch(), "printed \"" + line + "\"")))
        : LinePatternWatcher.none();
  }

  private void startReader(
      ProcessEffect.Read it, ChildProcess child, OutputSink out, OutputSink err, ProcessSpec spec) {
    Thread.ofPlatform()
        .name("read-" + spec.name())
        .daemon()
        .start(() -> OutputReader.read(child, out, err, new Reports(it.id(), it.epoch())));
  }

  private void notice(String sentence) {
    bus.publish(new Event.Notice(sentence, settings.clock().millis()));
  }

  private void fault(RuntimeException cause) {
    bus.publish(
        new Event.Fault("processes", String.valueOf(cause), cause, settings.clock().millis()));
  }

  /// What the reader of one child tells, from its thread.
  private final class Reports implements OutputReader.Events {
    private final int id;
    private final int epoch;

    Reports(int id, int epoch) {
      this.id = id;
      this.epoch = epoch;
    }

    @Override
    public void ended(int code, int signal) {
      inbox.add(new ProcessCommand.Exited(id, epoch, code, signal));
    }

    @Override
    public void outputEnded() {
      inbox.add(new ProcessCommand.OutputEnded(id, epoch));
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
