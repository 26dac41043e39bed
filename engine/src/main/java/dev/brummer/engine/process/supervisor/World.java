package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.process.child.Child;
import dev.brummer.engine.process.child.ChildEnvironment;
import dev.brummer.engine.process.child.Launcher;
import dev.brummer.engine.process.os.Forest;
import dev.brummer.engine.process.os.Guardian;
import dev.brummer.engine.process.os.LaunchException;
import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.os.ProcFs;
import dev.brummer.engine.process.os.ProcFs.Proc;
import dev.brummer.engine.process.os.RunLedger;
import dev.brummer.engine.process.os.TreeFinder;
import dev.brummer.engine.process.os.TreeKiller;
import dev.brummer.engine.process.supervisor.table.Effect;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the thread `processes` can do outside: start children, look who belongs to them, signal
/// them. Owner: that thread; everything here has to be made by it.
final class World {
  private final Libc libc;
  private final ProcessSettings settings;
  private final Sweeper sweeper;
  private final Launcher launcher;
  private final ProcFs files;
  private final TreeFinder finder;
  private final TreeKiller killer;
  private final RunLedger ledger;
  private @Nullable Guardian guardian;

  World(Libc libc, ProcessSettings settings, Sweeper sweeper, Consumer<String> trouble) {
    this.libc = libc;
    this.settings = settings;
    this.sweeper = sweeper;
    this.launcher = new Launcher(libc);
    this.files = new ProcFs(libc);
    this.finder = new TreeFinder(files, settings.runId());
    this.killer = new TreeKiller(libc, files);
    this.ledger = new RunLedger(settings, files, trouble);
  }

  Child launch(Effect.Spawn it, int columns, int rows) throws LaunchException {
    Map<String, String> environment =
        ChildEnvironment.of(settings.environment(), it.spec(), settings.runId(), it.id());
    Guardian guard = guardian();
    Child child = launcher.launch(it.spec(), environment, columns, rows);
    guard.guard(child.pid);
    Proc proc = Objects.requireNonNull(files.process((int) child.pid), "an unreaped child");
    child.startTicks = proc.start();
    ledger.started(it.id(), it.spec().name(), proc);
    return child;
  }

  /// Who belongs to whom now.
  Forest look(List<TreeFinder.Leader> leaders) {
    finder.learn(sweeper.latest());
    return finder.look(leaders);
  }

  void signal(Proc target, int signal) {
    killer.signal(target, signal);
  }

  /// Gives the pid of an ended child back.
  void reap(Child child) {
    child.reap();
    Guardian guard = guardian;
    if (guard != null) {
      guard.reaped(child.pid);
    }
    ledger.ended(child.pid);
  }

  /// Nothing is left of this run.
  void over() {
    if (guardian != null) {
      guardian.dismiss();
      guardian = null;
    }
    ledger.close();
  }

  private Guardian guardian() throws LaunchException {
    Guardian guard = guardian;
    if (guard == null) {
      String path = settings.environment().getOrDefault("PATH", "/usr/bin:/bin");
      guard = Guardian.start(libc, launcher.spawner(), settings.runId(), path);
      guardian = guard;
    }
    return guard;
  }
}
