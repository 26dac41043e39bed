package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.process.child.ChildEnvironment;
import dev.brummer.engine.process.child.ChildProcess;
import dev.brummer.engine.process.child.Launcher;
import dev.brummer.engine.process.os.LaunchException;
import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.os.PidFile;
import dev.brummer.engine.process.os.ProcFs;
import dev.brummer.engine.process.os.ProcFs.Proc;
import dev.brummer.engine.process.os.ProcessSignaller;
import dev.brummer.engine.process.os.ProcessTreeFinder;
import dev.brummer.engine.process.os.ProcessTrees;
import dev.brummer.engine.process.os.Watchdog;
import dev.brummer.engine.process.supervisor.table.ProcessEffect;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the thread `processes` can do outside: start children, look who belongs to them, signal
/// them. Owner: that thread; everything here has to be made by it.
final class OsProcesses {
  private final Libc libc;
  private final SupervisorSettings settings;
  private final ProcessMonitor processMonitor;
  private final Launcher launcher;
  private final ProcFs files;
  private final ProcessTreeFinder finder;
  private final ProcessSignaller killer;
  private final PidFile ledger;
  private @Nullable Watchdog watchdog;

  OsProcesses(
      Libc libc,
      SupervisorSettings settings,
      ProcessMonitor processMonitor,
      Consumer<String> trouble) {
    this.libc = libc;
    this.settings = settings;
    this.processMonitor = processMonitor;
    this.launcher = new Launcher(libc);
    this.files = new ProcFs(libc);
    this.finder = new ProcessTreeFinder(files, settings.runId());
    this.killer = new ProcessSignaller(libc, files);
    this.ledger = new PidFile(settings, files, trouble);
  }

  ChildProcess launch(ProcessEffect.Spawn it, int columns, int rows) throws LaunchException {
    Map<String, String> environment =
        ChildEnvironment.of(settings.environment(), it.spec(), settings.runId(), it.id());
    Watchdog guard = guardian();
    ChildProcess child = launcher.launch(it.spec(), environment, columns, rows);
    guard.add(child.pid);
    Proc proc = Objects.requireNonNull(files.process((int) child.pid), "an unreaped child");
    child.startTicks = proc.startTicks();
    ledger.recordStart(it.id(), it.spec().name(), proc);
    return child;
  }

  /// Who belongs to whom now.
  ProcessTrees scan(List<ProcessTreeFinder.Leader> leaders) {
    finder.adopt(processMonitor.latestTrees());
    return finder.scan(leaders);
  }

  void signal(Proc target, int signal) {
    killer.signal(target, signal);
  }

  /// Gives the pid of an ended child back.
  void reap(ChildProcess child) {
    child.reap();
    Watchdog guard = watchdog;
    if (guard != null) {
      guard.markReaped(child.pid);
    }
    ledger.recordExit(child.pid);
  }

  /// Nothing is left of this run.
  void close() {
    if (watchdog != null) {
      watchdog.disarm();
      watchdog = null;
    }
    ledger.close();
  }

  private Watchdog guardian() throws LaunchException {
    Watchdog guard = watchdog;
    if (guard == null) {
      String path = settings.environment().getOrDefault("PATH", "/usr/bin:/bin");
      guard = Watchdog.start(libc, launcher.spawner(), settings.runId(), path);
      watchdog = guard;
    }
    return guard;
  }
}
