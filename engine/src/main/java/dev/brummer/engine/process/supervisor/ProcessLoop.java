package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.process.ThreadLimit;
import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.supervisor.BackgroundTasks.RunKey;
import dev.brummer.engine.process.supervisor.table.ProcessCommand;
import dev.brummer.engine.process.supervisor.table.ProcessEffect;
import dev.brummer.engine.process.supervisor.table.ProcessTable;
import dev.brummer.engine.process.supervisor.table.TimerQueue;
import dev.brummer.engine.timer.CoalescedTimer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The thread `processes`: takes commands from the inbox, lets the [ProcessTable] decide, and
/// performs the resulting effects. All fields but the inbox are confined to this thread.
final class ProcessLoop implements Runnable {
  /// Time between two looks at the watchdog and at zombies. Interval of the polls for adopted
  /// processes and the watchdog. It doubles up to the maximum while no command but samples arrives.
  private static final long MIN_POLL_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long MAX_POLL_INTERVAL_NANOS = CoalescedTimer.PERIOD_NANOS;

  /// Readers of the children, until their output has ended.
  private final Map<RunKey, ReaderThread> readers = new HashMap<>();

  /// Number of the first line that may belong to the latest run, by process id.
  private final Map<Integer, Long> firstLines = new HashMap<>();

  private final EventBus bus;
  private final LogStoreWriter logStoreWriter;
  private final SupervisorSettings settings;
  private final BlockingQueue<ProcessCommand> inbox;
  private final ProcessMonitor monitor;
  private final ProcessSnapshots snapshots;
  private final BackgroundTasks backgroundTasks;
  private final ProcessTable table = new ProcessTable();
  private final TimerQueue timers = new TimerQueue();

  /// Immediate results of effects. Processed before the inbox.
  private final Queue<ProcessCommand> results = new ArrayDeque<>();

  /// Effects to perform once no command is waiting.
  private final List<ProcessEffect.Deferred> deferred = new ArrayList<>();

  private long pollDueNanos = System.nanoTime();
  private long pollIntervalNanos = MIN_POLL_INTERVAL_NANOS;

  ProcessLoop(
      EventBus bus,
      LogStoreWriter output,
      SupervisorSettings settings,
      BlockingQueue<ProcessCommand> inbox,
      ProcessMonitor monitor,
      ProcessSnapshots snapshots) {
    this.bus = bus;
    this.logStoreWriter = output;
    this.settings = settings;
    this.inbox = inbox;
    this.monitor = monitor;
    this.snapshots = snapshots;
    this.backgroundTasks = new BackgroundTasks(settings, output, inbox);
  }

  @Override
  public void run() {
    try (Libc libc = new Libc()) {
      ChildProcesses children =
          new ChildProcesses(
              libc, settings, logStoreWriter, snapshots, monitor, inbox, this::publishNotice);
      while (true) {
        runUntilIdle(awaitCommand(children), children);
        if (table.isShutDown()) {
          children.shutDown();
          snapshots.markShutDown();
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private ProcessCommand awaitCommand(ChildProcesses children) throws InterruptedException {
    while (true) {
      long pollNanos = pollIfDue(children);
      ProcessCommand due = timers.pollDue(System.nanoTime());
      if (due != null) {
        return due;
      }
      long wait = Math.min(pollNanos, timers.nanosUntilNext(System.nanoTime()));
      ProcessCommand command = inbox.poll(wait, TimeUnit.NANOSECONDS);
      if (command != null) {
        return command;
      }
    }
  }

  private void postLater(long millis, ProcessCommand command) {
    timers.add(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis), command);
  }

  /// @return time in nanoseconds to the next poll of the children
  private long pollIfDue(ChildProcesses children) {
    if (!children.needsPolling()) {
      return Long.MAX_VALUE;
    }
    long now = System.nanoTime();
    if (now - pollDueNanos >= 0) {
      children.poll();
      pollDueNanos = CoalescedTimer.due(now, pollIntervalNanos);
      pollIntervalNanos = Math.min(MAX_POLL_INTERVAL_NANOS, 2 * pollIntervalNanos);
    }
    return pollDueNanos - now;
  }

  /// Polls at the shortest interval again.
  private void pollOften() {
    if (pollIntervalNanos > MIN_POLL_INTERVAL_NANOS) {
      pollIntervalNanos = MIN_POLL_INTERVAL_NANOS;
      pollDueNanos = Math.min(pollDueNanos, System.nanoTime() + MIN_POLL_INTERVAL_NANOS);
    }
  }

  private void runUntilIdle(ProcessCommand first, ChildProcesses children) {
    for (ProcessCommand command = first; command != null; command = nextCommand(children)) {
      if (!(command instanceof ProcessCommand.Sampled)) {
        pollOften();
      }
      try {
        step(command, children);
      } catch (RuntimeException failure) {
        publishFailure(failure);
      } catch (OutOfMemoryError limit) {
        publishNotice(ThreadLimit.describe(limit)); // stopping must remain possible
      }
    }
    monitor.setTargets(children.monitorTargets(table.infos()));
  }

  private @Nullable ProcessCommand nextCommand(ChildProcesses children) {
    ProcessCommand next = results.poll();
    if (next == null) {
      next = inbox.poll();
    }
    if (next == null && !deferred.isEmpty()) {
      List<ProcessEffect.Deferred> due = List.copyOf(deferred);
      deferred.clear();
      results.addAll(children.runDeferred(due));
      next = results.poll();
    }
    return next;
  }

  private void step(ProcessCommand command, ChildProcesses children) {
    List<ProcessEffect> effects = table.step(command, settings.clock().millis());
    snapshots.replace(table.infos());
    effects.forEach(effect -> performGuarded(effect, children));
  }

  /// An effect that fails must not take the following ones with it: the run would wait for ever for
  /// an exit that is not published.
  private void performGuarded(ProcessEffect effect, ChildProcesses children) {
    try {
      perform(effect, children);
    } catch (RuntimeException failure) {
      publishFailure(failure);
    } catch (OutOfMemoryError limit) {
      publishNotice(ThreadLimit.describe(limit)); // stopping must remain possible
    }
  }

  private void perform(ProcessEffect effect, ChildProcesses children) {
    switch (effect) {
      case ProcessEffect.Spawn it -> results.add(spawn(it, children));
      case ProcessEffect.StartReading it -> startReading(it, children);
      case ProcessEffect.Signal it -> {
        children.killGroup(it);
        deferred.add(it);
      }
      case ProcessEffect.FindTree it -> deferred.add(it);
      case ProcessEffect.Reap it -> {
        backgroundTasks.cancel(new RunKey(it.id(), it.runNumber()));
        deferred.add(it);
      }
      case ProcessEffect.FindDaemon it -> deferred.add(it);
      case ProcessEffect.AwaitDaemonSearch it ->
          postLater(it.millis(), new ProcessCommand.DaemonSearchDue(it.id(), it.runNumber()));
      case ProcessEffect.CloseStreams it -> {
        readers.remove(new RunKey(it.id(), it.runNumber()));
        deferred.add(it);
      }
      case ProcessEffect.WatchLine it -> watchLine(it);
      case ProcessEffect.StartTimer it ->
          postLater(
              it.millis(), new ProcessCommand.TimerFired(it.id(), it.stateVersion(), it.purpose()));
      case ProcessEffect.RunStop it ->
          backgroundTasks.runStopCommand(it, snapshots.info(it.id()).spec());
      case ProcessEffect.RunProbe it ->
          backgroundTasks.probes().probe(it, snapshots.info(it.id()).spec());
      case ProcessEffect.ProbeUrl it -> backgroundTasks.probes().probeUrl(it);
      case ProcessEffect.WatchReadiness it ->
          backgroundTasks.probes().watch(it, snapshots.info(it.id()).spec());
      case ProcessEffect.WatchUrl it -> backgroundTasks.probes().watchUrl(it);
      case ProcessEffect.WatchLiveness it ->
          backgroundTasks.probes().watchLiveness(it, snapshots.info(it.id()).spec());
      case ProcessEffect.RepeatProbe it -> backgroundTasks.probes().repeat(it);
      case ProcessEffect.CancelProbes it ->
          backgroundTasks.cancel(new RunKey(it.id(), it.runNumber()));
      case ProcessEffect.AwaitPort it ->
          postLater(it.millis(), new ProcessCommand.PortDue(it.id(), it.runNumber(), it.port()));
      case ProcessEffect.AwaitSchedule it ->
          postLater(it.millis(), new ProcessCommand.ScheduleDue(it.id(), it.version()));
      case ProcessEffect.IdentifyPort it -> backgroundTasks.identifyPort(it);
      case ProcessEffect.DiagnoseFailure it ->
          backgroundTasks.diagnoseFailure(it, snapshots.info(it.id()).spec());
      case ProcessEffect.WriteInput it -> children.writeInput(it);
      case ProcessEffect.ResizeTerminals it -> children.resize(it);
      case ProcessEffect.AttachTap it -> children.attach(it);
      case ProcessEffect.DetachTap it -> children.detach(it);
      case ProcessEffect.Forget it -> {
        snapshots.hide(it.id());
        bus.publish(
            new Event.ProcessChanged(
                it.id(),
                it.name(),
                "ended",
                "removed",
                "configuration",
                settings.clock().millis()));
      }
      case ProcessEffect.Publish it -> bus.publish(it.event());
      case ProcessEffect.AppendNote it -> logStoreWriter.appendNote(it.id(), it.text());
    }
  }

  /// Starts the thread of the reader before the child: a child without a reader would block.
  private ProcessCommand spawn(ProcessEffect.Spawn it, ChildProcesses children) {
    RunKey run = new RunKey(it.id(), it.runNumber());
    firstLines.put(it.id(), logStoreWriter.end());
    ReaderThread reader =
        new ReaderThread(run, it.spec(), settings.attachable(), logStoreWriter, inbox);
    LongAdder backPressureNanos = snapshots.backPressure(it.id());
    try {
      Thread.ofPlatform()
          .name("read-" + it.spec().name())
          .daemon()
          .start(() -> reader.run(backPressureNanos, this::publishFailure));
    } catch (OutOfMemoryError noThread) {
      return new ProcessCommand.SpawnFailed(
          it.id(), it.runNumber(), "no resources", ThreadLimit.describe(noThread));
    }
    ProcessCommand result = children.spawn(it, reader.threadId());
    if (result instanceof ProcessCommand.Spawned) {
      readers.put(run, reader);
    } else {
      reader.begin(null);
    }
    return result;
  }

  private void startReading(ProcessEffect.StartReading it, ChildProcesses children) {
    RunKey run = new RunKey(it.id(), it.runNumber());
    ReaderThread reader = readers.get(run);
    if (reader != null) {
      reader.begin(children.find(run));
    }
  }

  /// Watches the lines to come, then searches those that are stored.
  private void watchLine(ProcessEffect.WatchLine it) {
    ReaderThread reader = readers.get(new RunKey(it.id(), it.runNumber()));
    if (reader != null) {
      reader.watchLine(it.pattern());
    }
    backgroundTasks.findLine(it, firstLines.getOrDefault(it.id(), 0L));
  }

  private void publishNotice(String text) {
    bus.publish(new Event.Notice(text, settings.clock().millis()));
  }

  private void publishFailure(Throwable cause) {
    bus.publish(Event.InternalFailure.of("processes", cause, settings.clock().millis()));
  }
}
