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
import dev.brummer.engine.process.supervisor.table.ProcessEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;

/// The processes of this run. Commands return at once and are carried out by the thread
/// `processes`, in order; what becomes of them comes as events. Any thread may call.
public final class Processes implements AutoCloseable {
  /// Of the time given to a shutdown, what is kept for killing.
  private static final Duration KILL_TIMEOUT = Duration.ofMillis(500);

  /// Time for a shutdown beyond the longest grace period.
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(20);

  private static final int MAILBOX_CAPACITY = 256;

  /// Loses nothing; as long as people and agents have wishes.
  private final LinkedBlockingQueue<ProcessCommand> inbox = new LinkedBlockingQueue<>();

  private final Set<String> names = new HashSet<>();
  private final ProcessSnapshots processSnapshots = new ProcessSnapshots();
  private final ProcessOutput output;
  private final SupervisorSettings settings;
  private final ProcessMonitor processMonitor;
  private final Subscription subscription;
  private final FileWatchRestarter fileWatchRestarter;
  private final Thread thread;

  /// @param logs takes what children print
  public Processes(EventBus bus, LogStore logs, SupervisorSettings settings) {
    this(bus, new LogStoreOutput(logs, bus, settings.clock()), settings);
  }

  Processes(EventBus bus, ProcessOutput output, SupervisorSettings settings) {
    this.output = output;
    this.settings = settings;
    this.processMonitor = new ProcessMonitor(settings.runId(), inbox::add);
    this.fileWatchRestarter = new FileWatchRestarter(this::info, inbox::add, output);
    this.subscription =
        bus.subscribe(
            "ProcessManager",
            EnumSet.of(
                Event.Kind.URL_DETECTED, Event.Kind.PROCESS_STARTED, Event.Kind.PROCESS_EXITED),
            OverflowPolicy.DROP_OLDEST,
            MAILBOX_CAPACITY,
            this::onEvent);
    ProcessLoop processLoop =
        new ProcessLoop(bus, output, settings, inbox, processMonitor, processSnapshots);
    this.thread = Thread.ofPlatform().name("processes").daemon().start(processLoop);
  }

  /// Whatever starts, ends or prints a URL may have changed who listens where.
  private void onEvent(Event event) {
    if (event instanceof Event.UrlDetected url && url.scope() == Event.UrlDetected.Scope.LOCAL) {
      inbox.add(new ProcessCommand.UrlPrinted(url.process(), url.url()));
    }
    processMonitor.pollSoon();
  }

  /// Makes a process known, in state `Idle`.
  ///
  /// @return its id
  /// @throws IllegalArgumentException if the name is taken
  public int register(ProcessSpec spec) {
    synchronized (names) {
      if (!names.add(spec.name())) {
        throw new IllegalArgumentException("there is a process of this name: " + spec.name());
      }
      int id = names.size();
      output.setName(id, spec.name());
      processSnapshots.add(new ProcessEntry(id, spec, settings.clock().millis()).info());
      inbox.add(new ProcessCommand.Register(id, spec));
      if (spec.watch().enabled()) {
        fileWatchRestarter.watch(id, spec);
      }
      return id;
    }
  }

  public void start(int id) {
    inbox.add(new ProcessCommand.Start(requireId(id)));
  }

  /// Starts several, in this order.
  public void startAll(List<Integer> ids) {
    ids.forEach(this::start);
  }

  /// Starts the processes with these names, in the order of their ids.
  public void startByName(Set<String> wanted) {
    snapshot().stream()
        .filter(info -> wanted.contains(info.name()))
        .map(ProcessInfo::id)
        .forEach(this::start);
  }

  /// Signals the whole tree, waits for its grace, kills what is left and verifies. Of a process
  /// that has ended by itself it ends what that has left behind.
  public void stop(int id) {
    inbox.add(new ProcessCommand.Stop(requireId(id)));
  }

  /// Stops all that run.
  public void stopAll() {
    inbox.add(new ProcessCommand.StopAll());
  }

  /// Kills the whole tree now.
  public void kill(int id) {
    inbox.add(new ProcessCommand.Kill(requireId(id)));
  }

  /// Kills all that run, now.
  public void killAll() {
    inbox.add(new ProcessCommand.KillAll());
  }

  /// Stops if need be, waits for the end, starts again. Logs stay.
  public void restart(int id) {
    inbox.add(new ProcessCommand.Restart(requireId(id)));
  }

  /// Whether changes of its files have it started again, see [ProcessSpec#watch].
  public void watchFiles(int id, boolean wanted) {
    if (wanted) {
      fileWatchRestarter.watch(requireId(id), info(id).spec());
    } else {
      fileWatchRestarter.unwatch(requireId(id));
    }
  }

  /// Whether its files are watched. Any thread.
  public boolean isWatchingFiles(int id) {
    return fileWatchRestarter.isWatching(id);
  }

  /// Types into the child's terminal or pipe; dropped when it has none.
  public void input(int id, byte[] bytes) {
    inbox.add(new ProcessCommand.Input(requireId(id), bytes.clone()));
  }

  /// Tells all terminals of children that nobody is attached to their size, now and of those to
  /// come.
  public void resize(int columns, int rows) {
    inbox.add(new ProcessCommand.Resize(columns, rows));
  }

  /// Lets `tap` see all that a process prints, from its recording on, now and after every start,
  /// and gives its terminal a size of its own; calling it again with the same tap changes the size
  /// only. One tap a process: another one replaces it.
  public void attach(int id, OutputTap tap, int columns, int rows) {
    inbox.add(new ProcessCommand.Attach(requireId(id), tap, columns, rows));
  }

  /// Nobody looks any more: its terminal has the size of all others again.
  public void detach(int id) {
    inbox.add(new ProcessCommand.Detach(requireId(id)));
  }

  /// Whether somebody looks at CPU, memory and ports: off, nothing is swept. Costs one look at
  /// `/proc` every 1.5 s while on.
  public void watchResources(boolean wanted) {
    processMonitor.watchResources(wanted);
  }

  /// Looks soon whether those that are not ready listen by now, though nothing has been printed or
  /// started: for who measures when they are. Left alone the looks become rarer, up to one in four
  /// seconds. Cheap; at most one look in 40 ms comes of it.
  public void pollPorts() {
    processMonitor.pollSoon();
  }

  /// Measures what they use, for one thread, which has to make and to close it.
  public ProcessTreeMeter meter() {
    return new ProcessTreeMeter(this, settings.runId());
  }

  /// Opens a table of the ports that the processes listen on, for the calling thread.
  public PortTable openPortTable() {
    return new ProcessPortTable(meter());
  }

  /// All processes in the order of their ids, as of the last step. Never blocks, allocates nothing.
  public List<ProcessInfo> snapshot() {
    return processSnapshots.all();
  }

  /// One process as of the last step; never blocks, allocates nothing.
  ///
  /// @throws IllegalArgumentException if there is no such id
  public ProcessInfo info(int id) {
    List<ProcessInfo> all = processSnapshots.all();
    if (id < 1 || id > all.size()) {
      throw new IllegalArgumentException("no process has the id " + id);
    }
    return all.get(id - 1);
  }

  /// How long the children of a process may have waited because what they printed was not read yet:
  /// the time spent on storing a chunk while more was there than a chunk takes. Any thread.
  public long backPressureNanos(int id) {
    return processSnapshots.backPressureNanos(id);
  }

  /// Stops everything, in at most the longest grace, then kills; returns when nothing is left or
  /// `limit` is over. What is left half a second before that is killed. Nothing can be started
  /// afterwards.
  ///
  /// @return what survived, empty in all but pathological cases
  public List<String> shutDown(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    fileWatchRestarter.close();
    inbox.add(new ProcessCommand.ShutDown());
    Duration graceful = limit.minus(KILL_TIMEOUT);
    if (!processSnapshots.awaitShutDown(graceful.isNegative() ? Duration.ZERO : graceful)) {
      killAll();
      processSnapshots.awaitShutDown(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
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
    processMonitor.close();
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(1));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private int requireId(int id) {
    return info(id).id();
  }
}
