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
  private final ProcessMonitor processMonitor;
  private final ProcessSnapshots processSnapshots;
  private final BackgroundTasks backgroundTasks;
  private final ProcessTable table = new ProcessTable();
  private final TimerQueue timerQueue = new TimerQueue();

  /// Answers, before anything from the inbox.
  private final Queue<ProcessCommand> results = new ArrayDeque<>();

  ProcessLoop(
      EventBus bus,
      ProcessOutput output,
      SupervisorSettings settings,
      BlockingQueue<ProcessCommand> inbox,
      ProcessMonitor processMonitor,
      ProcessSnapshots processSnapshots) {
    this.bus = bus;
    this.output = output;
    this.settings = settings;
    this.inbox = inbox;
    this.processMonitor = processMonitor;
    this.processSnapshots = processSnapshots;
    this.backgroundTasks = new BackgroundTasks(settings, output, inbox::add);
  }

  @Override
  public void run() {
    try (Libc libc = new Libc()) {
      OsProcesses osProcesses =
          new OsProcesses(libc, settings, processMonitor, this::publishNotice);
      ChildProcesses childProcesses =
          new ChildProcesses(
              osProcesses, settings, output, processSnapshots, results::add, this::startReader);
      while (true) {
        runUntilIdle(awaitCommand(), childProcesses);
        if (table.isShutDown()) {
          osProcesses.close();
          processSnapshots.markShutDown();
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private ProcessCommand awaitCommand() throws InterruptedException {
    while (true) {
      ProcessCommand due = timerQueue.pollDue(System.nanoTime());
      if (due != null) {
        return due;
      }
      ProcessCommand command =
          inbox.poll(timerQueue.nanosUntilNext(System.nanoTime()), TimeUnit.NANOSECONDS);
      if (command != null) {
        return command;
      }
    }
  }

  private void runUntilIdle(ProcessCommand first, ChildProcesses childProcesses) {
    for (ProcessCommand command = first; command != null; command = nextCommand(childProcesses)) {
      try {
        step(command, childProcesses);
      } catch (RuntimeException broken) {
        publishFailure(broken);
      }
    }
    processMonitor.setTargets(childProcesses.monitorTargets(table.infos()));
  }

  private @Nullable ProcessCommand nextCommand(ChildProcesses childProcesses) {
    ProcessCommand answer = results.poll();
    if (answer == null) {
      answer = inbox.poll();
    }
    if (answer == null && !childProcesses.isIdle()) {
      childProcesses.runDeferred();
      answer = results.poll();
    }
    return answer;
  }

  private void step(ProcessCommand command, ChildProcesses childProcesses) {
    List<ProcessEffect> effects = table.step(command, settings.clock().millis());
    processSnapshots.replace(table.infos());
    effects.forEach(effect -> perform(effect, childProcesses));
  }

  private void perform(ProcessEffect effect, ChildProcesses childProcesses) {
    switch (effect) {
      case ProcessEffect.Spawn it -> childProcesses.spawn(it);
      case ProcessEffect.StartReading it -> childProcesses.read(it, watcherFor(it));
      case ProcessEffect.Signal it -> childProcesses.signal(it);
      case ProcessEffect.FindTree it -> childProcesses.defer(it);
      case ProcessEffect.Reap it -> {
        backgroundTasks.cancel(it.id(), it.runNumber());
        childProcesses.defer(it);
      }
      case ProcessEffect.CloseStreams it -> childProcesses.defer(it);
      case ProcessEffect.StartTimer it ->
          timerQueue.add(
              System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(it.millis()),
              new ProcessCommand.TimerFired(it.id(), it.stateVersion(), it.purpose()));
      case ProcessEffect.RunStop it ->
          backgroundTasks.runStopCommand(it, processSnapshots.spec(it.id()));
      case ProcessEffect.RunProbe it -> backgroundTasks.probe(it, processSnapshots.spec(it.id()));
      case ProcessEffect.ProbeUrl it -> backgroundTasks.probeUrl(it);
      case ProcessEffect.DiagnoseFailure it ->
          backgroundTasks.diagnoseFailure(it, processSnapshots.spec(it.id()));
      case ProcessEffect.WriteInput it -> childProcesses.writeInput(it);
      case ProcessEffect.ResizeTerminals it -> childProcesses.resize(it);
      case ProcessEffect.AttachTap it -> childProcesses.attach(it);
      case ProcessEffect.DetachTap it -> childProcesses.detach(it);
      case ProcessEffect.Publish it -> bus.publish(it.event());
      case ProcessEffect.AppendNote it -> output.appendNote(it.id(), it.text());
    }
  }

  private LinePatternWatcher watcherFor(ProcessEffect.StartReading it) {
    return processSnapshots.spec(it.id()).readiness() instanceof ReadinessProbe.Log log
        ? new LinePatternWatcher(
            log.pattern(),
            line ->
                inbox.add(
                    new ProcessCommand.ReadinessObserved(
                        it.id(), it.runNumber(), "printed \"" + line + "\"")))
        : LinePatternWatcher.none();
  }

  private void startReader(
      ProcessEffect.StartReading it,
      ChildProcess child,
      OutputSink out,
      OutputSink err,
      ProcessSpec spec) {
    Thread.ofPlatform()
        .name("read-" + spec.name())
        .daemon()
        .start(() -> OutputReader.read(child, out, err, new ReaderEvents(it.id(), it.runNumber())));
  }

  private void publishNotice(String sentence) {
    bus.publish(new Event.Notice(sentence, settings.clock().millis()));
  }

  private void publishFailure(RuntimeException cause) {
    bus.publish(
        new Event.InternalFailure(
            "processes", String.valueOf(cause), cause, settings.clock().millis()));
  }

  /// What the reader of one child tells, from its thread.
  private final class ReaderEvents implements OutputReader.Listener {
    private final int id;
    private final int runNumber;

    ReaderEvents(int id, int epoch) {
      this.id = id;
      this.runNumber = epoch;
    }

    @Override
    public void exited(int code, int signal) {
      inbox.add(new ProcessCommand.Exited(id, runNumber, code, signal));
    }

    @Override
    public void outputEnded() {
      inbox.add(new ProcessCommand.OutputEnded(id, runNumber));
    }

    @Override
    public void failed(RuntimeException cause) {
      publishFailure(cause);
    }

    @Override
    public void backPressure(long nanos) {
      processSnapshots.addBackPressure(id, nanos);
    }
  }
}
