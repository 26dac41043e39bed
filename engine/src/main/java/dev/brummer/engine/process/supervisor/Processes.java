package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.process.OutputTap;
import dev.brummer.engine.process.PortTable;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.supervisor.table.ProcessCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/// Starts, stops, restarts and observes the processes of this run.
///
/// Commands return at once; the thread `processes` carries them out in order and publishes the
/// results as events. Any thread may call any method.
public final class Processes implements AutoCloseable {
  /// Part of the shutdown time that is reserved for SIGKILL.
  private static final Duration KILL_TIMEOUT = Duration.ofMillis(500);

  /// Time for a shutdown beyond the longest grace period.
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(20);

  private static final Duration ORPHAN_GRACE = Duration.ofSeconds(2);
  private static final String NO_ORPHANS = "no orphaned processes of earlier runs";

  private static final int MAILBOX_CAPACITY = 256;

  /// Unbounded, loses nothing. Holds few commands, because they come from users and agents.
  private final LinkedBlockingQueue<ProcessCommand> inbox = new LinkedBlockingQueue<>();

  /// Ids by name, also of hidden processes; guarded by itself.
  private final Map<String, Integer> ids = new HashMap<>();

  private int lastId;

  private final ProcessSnapshots snapshots = new ProcessSnapshots();
  private final LogStoreWriter logStoreWriter;
  private final EventBus bus;
  private final SupervisorSettings settings;
  private final ProcessMonitor monitor;
  private final Subscription subscription;
  private final FileWatchRestarter fileWatchRestarter;
  private final Thread thread;

  /// @param logs receives the output of the children
  public Processes(EventBus bus, LogStore logs, SupervisorSettings settings) {
    this.bus = bus;
    this.settings = settings;
    this.monitor = new ProcessMonitor(settings.runId(), inbox);
    this.logStoreWriter = new LogStoreWriter(logs, bus, settings.clock(), monitor::onOutput);
    this.fileWatchRestarter =
        new FileWatchRestarter(snapshots, inbox, logStoreWriter, settings.clock());
    this.subscription =
        bus.subscribe(
            "ProcessManager",
            EnumSet.of(
                Event.Kind.URL_DETECTED, Event.Kind.PROCESS_STARTED, Event.Kind.PROCESS_EXITED),
            OverflowPolicy.DROP_OLDEST,
            MAILBOX_CAPACITY,
            this::onEvent);
    ProcessLoop loop = new ProcessLoop(bus, logStoreWriter, settings, inbox, monitor, snapshots);
    monitor.start();
    this.thread = Thread.ofPlatform().name("processes").daemon().start(loop);
  }

  /// A start, an exit or a printed URL may have changed the listening ports.
  private void onEvent(Event event) {
    if (event instanceof Event.UrlDetected url
        && url.scope() == Event.UrlDetected.Scope.LOCAL
        && url.process() != Event.BRUMMER) {
      inbox.add(new ProcessCommand.UrlPrinted(url.process(), url.url()));
    }
    monitor.pollSoon();
  }

  /// Registers a process in state `Idle`.
  ///
  /// @return its id
  /// @throws IllegalArgumentException if the name is in use
  public int register(ProcessSpec spec) {
    synchronized (ids) {
      Integer earlier = ids.get(spec.name());
      if (earlier != null && !snapshots.isHidden(earlier)) {
        throw new IllegalArgumentException("process name already in use: " + spec.name());
      }
      int id = ++lastId;
      ids.put(spec.name(), id);
      logStoreWriter.setName(id, spec.name());
      snapshots.add(ProcessInfo.idle(id, spec, settings.clock().millis()));
      inbox.add(new ProcessCommand.Register(id, spec));
      if (spec.watch().enabled()) {
        fileWatchRestarter.watch(id, spec);
      }
      return id;
    }
  }

  /// Replaces the definition of the process of this name, or registers it. A process that runs is
  /// stopped by its old definition and started by the new one.
  ///
  /// @param by client that asks, part of the cause; empty for the user
  /// @return its id
  public int define(ProcessSpec spec, String by) {
    synchronized (ids) {
      Integer id = ids.get(spec.name());
      if (id == null || snapshots.isHidden(id)) {
        return register(spec);
      }
      inbox.add(new ProcessCommand.Redefine(id, spec, by));
      fileWatchRestarter.unwatch(id);
      if (spec.watch().enabled()) {
        fileWatchRestarter.watch(id, spec);
      }
      return id;
    }
  }

  /// Stops a process. Once it has ended, it is no longer listed and its name is free; its log
  /// stays.
  public void remove(int id, String by) {
    fileWatchRestarter.unwatch(requireId(id));
    inbox.add(new ProcessCommand.Remove(id, by));
  }

  public void start(int id) {
    start(id, "");
  }

  /// As above, for a client whose name becomes part of the cause.
  public void start(int id, String by) {
    inbox.add(new ProcessCommand.Start(requireId(id), by));
  }

  /// Starts several processes in this order.
  public void startAll(List<Integer> ids) {
    ids.forEach(this::start);
  }

  /// Starts the processes with these names, in the order of their ids.
  public void startByName(Set<String> selected) {
    snapshot().stream()
        .filter(info -> selected.contains(info.name()))
        .map(ProcessInfo::id)
        .forEach(this::start);
  }

  /// Stops the whole tree: stop signal, grace period, SIGKILL, verification. Of an exited process
  /// it stops the orphans.
  public void stop(int id) {
    stop(id, "");
  }

  /// As above, for a client whose name becomes part of the cause.
  public void stop(int id, String by) {
    inbox.add(new ProcessCommand.Stop(requireId(id), by));
  }

  /// Ends the orphans of earlier runs on a virtual thread: SIGTERM, two seconds, SIGKILL. Publishes
  /// the result as a notice.
  public void endOrphans() {
    Path state = settings.state();
    Thread.ofVirtual()
        .name("reap")
        .start(() -> {
          String result = state == null ? NO_ORPHANS : endOrphans(state);
          bus.publish(new Event.Notice(result, settings.clock().millis()));
        });
  }

  private static String endOrphans(Path state) {
    try {
      List<OrphanedProcesses.Orphan> found = OrphanedProcesses.find(state);
      List<OrphanedProcesses.Orphan> survivors = OrphanedProcesses.terminate(state, ORPHAN_GRACE);
      String list = found.stream().map(Object::toString).collect(Collectors.joining(", "));
      return found.isEmpty()
          ? NO_ORPHANS
          : survivors.isEmpty() ? "stopped " + list : "could not stop " + survivors;
    } catch (IOException unreadable) {
      return "cannot read the PID files of earlier runs: " + unreadable.getMessage();
    }
  }

  /// Stops all running processes.
  public void stopAll() {
    inbox.add(new ProcessCommand.StopAll());
  }

  /// Kills the whole tree at once.
  public void kill(int id) {
    kill(id, "");
  }

  /// As above, for a client whose name becomes part of the cause.
  public void kill(int id, String by) {
    inbox.add(new ProcessCommand.Kill(requireId(id), by));
  }

  /// Kills all running processes at once.
  public void killAll() {
    inbox.add(new ProcessCommand.KillAll());
  }

  /// Stops a process if it runs, waits for the end of its tree and starts it. Its logs are kept.
  public void restart(int id) {
    restart(id, "");
  }

  /// As above, for a client whose name becomes part of the cause.
  public void restart(int id, String by) {
    inbox.add(new ProcessCommand.Restart(requireId(id), by));
  }

  /// Sets an environment variable from the next start on.
  public void setVariable(int id, String name, String value) {
    inbox.add(new ProcessCommand.SetVariable(requireId(id), name, value));
  }

  /// Enables or disables restarts on file changes, see [ProcessSpec#watch].
  public void watchFiles(int id, boolean enabled) {
    if (enabled) {
      fileWatchRestarter.watch(id, info(id).spec());
    } else {
      fileWatchRestarter.unwatch(requireId(id));
    }
  }

  /// Whether file changes restart this process.
  public boolean isWatchingFiles(int id) {
    return fileWatchRestarter.isWatching(id);
  }

  /// Writes to the terminal or standard input of the child; dropped without a child.
  public void input(int id, byte[] bytes) {
    inbox.add(new ProcessCommand.Input(requireId(id), bytes.clone()));
  }

  /// Lets a process inherit brummer's own standard input, from its next start on. [#input] has no
  /// effect on it then. At most one process; brummer must not read its standard input.
  public void inheritInput(int id) {
    snapshots.inheritInput(requireId(id));
  }

  /// Sets the terminal size of all current and future children without an attached tap.
  public void resize(int columns, int rows) {
    inbox.add(new ProcessCommand.Resize(columns, rows));
  }

  /// Attaches a tap to a process and gives its terminal its own size.
  ///
  /// The tap receives the replay buffer and all further output, across restarts. A process has at
  /// most one tap: another one replaces it, and the same one only changes the size.
  public void attach(int id, OutputTap tap, int columns, int rows) {
    inbox.add(new ProcessCommand.Attach(requireId(id), tap, columns, rows));
  }

  /// Detaches the tap; the terminal gets the common size again.
  public void detach(int id) {
    inbox.add(new ProcessCommand.Detach(requireId(id)));
  }

  /// Enables or disables sampling of CPU, memory and ports. Costs one scan of `/proc` every 1.5 s.
  public void watchResources(boolean enabled) {
    monitor.watchResources(enabled);
  }

  /// Schedules an early poll of the listening ports, at most one in 40 ms. For measurements of the
  /// time to readiness: without it the poll interval grows to 15 s.
  public void pollPorts() {
    monitor.pollSoon();
  }

  /// A resource meter for the calling thread, which must close it.
  public ProcessTreeMeter meter() {
    return new ProcessTreeMeter(this, settings.runId());
  }

  /// Opens a table of the ports that the processes listen on, for the calling thread.
  public PortTable openPortTable() {
    return new ProcessPortTable(meter());
  }

  /// All processes in the order of their ids, as of the last step. Never blocks or allocates.
  public List<ProcessInfo> snapshot() {
    return snapshots.all();
  }

  /// One process as of the last step. Never blocks or allocates.
  ///
  /// @throws IllegalArgumentException for an unknown id
  public ProcessInfo info(int id) {
    return snapshots.info(id);
  }

  /// Time in nanoseconds that the children of a process may have been blocked in writes: the time
  /// spent on storing a chunk while more output was available.
  public long backPressureNanos(int id) {
    return snapshots.backPressure(id).sum();
  }

  /// Stops all processes and waits for their end. Sends SIGKILL at the end of the grace period, at
  /// the latest 500 ms before the timeout. Later starts have no effect.
  ///
  /// @return the survivors, empty in all but pathological cases
  public List<String> shutDown(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    fileWatchRestarter.close();
    inbox.add(new ProcessCommand.ShutDown());
    Duration graceful = timeout.minus(KILL_TIMEOUT);
    if (!snapshots.awaitShutDown(graceful.isNegative() ? Duration.ZERO : graceful)) {
      killAll();
      snapshots.awaitShutDown(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }
    List<String> survivors = new ArrayList<>();
    for (ProcessInfo info : snapshot()) {
      if (info.state().alive()) {
        survivors.add(info.name() + " (pid " + info.pid() + ")");
      }
    }
    return survivors;
  }

  /// Shuts down within the longest grace period of all processes plus 20 seconds; see
  /// [#shutDown(Duration)].
  public List<String> shutDown() {
    Duration longest =
        snapshot().stream()
            .map(info -> info.spec().grace())
            .max(Duration::compareTo)
            .orElse(ProcessSpec.DEFAULT_GRACE);
    return shutDown(longest.plus(SHUTDOWN_TIMEOUT));
  }

  /// Shuts down within 15 seconds and ends the threads.
  @Override
  public void close() {
    shutDown(Duration.ofSeconds(15));
    subscription.close();
    monitor.close();
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(1));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private int requireId(int id) {
    return info(id).id();
  }
}
