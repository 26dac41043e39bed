package dev.brummer.app.run;

import dev.brummer.app.config.ConfigFiles;
import dev.brummer.app.operation.ScriptOrigin;
import dev.brummer.app.program.UserException;
import dev.brummer.engine.Engine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.supervisor.Processes;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Notices changed configuration files of a run and applies them when asked.
///
/// A change is planned again as at the start; the definitions of the processes are compared with
/// those that apply, and the difference is published as [Event.ConfigChanged]. A file with errors
/// changes nothing. Settings of the whole program, such as the theme, take effect with the next
/// run.
///
/// Any thread; the applied definitions are guarded by `this`.
final class ConfigReload implements AutoCloseable {
  private final Engine engine;
  private final Supplier<RunPlan> planner;
  private final Map<String, String> environment;
  private final Consumer<RunPlan> onApply;
  private List<ProcessSpec> applied;

  /// Of the files as they were read for what applies: a change before the watch counts too.
  private Map<Path, FileTime> stamps;

  private Event.@Nullable ConfigChanged announced;
  private @Nullable ConfigWatcher watcher;
  private boolean closed;

  /// @param applied the plan of the run
  /// @param planner plans the run again
  /// @param onApply receives a new plan before its processes start
  ConfigReload(
      Engine engine,
      RunPlan applied,
      Supplier<RunPlan> planner,
      Map<String, String> environment,
      Consumer<RunPlan> onApply) {
    this.onApply = onApply;
    this.engine = engine;
    this.planner = planner;
    this.environment = environment;
    this.applied = applied.processes();
    this.stamps = ConfigWatcher.stamps(files(applied, environment));
  }

  /// Starts watching the files of a plan. Without a watch, `brummer config apply` still works.
  void watch(RunPlan plan) {
    Set<Path> files = files(plan, environment);
    synchronized (this) {
      closeWatcher();
      if (!closed) {
        watcher = ConfigWatcher.start(files, stamps, this::onChange, this::notice);
      }
    }
  }

  private static Set<Path> files(RunPlan plan, Map<String, String> environment) {
    Set<Path> files = new LinkedHashSet<>(ConfigFiles.places(plan.project(), environment));
    files.add(plan.project().resolve(".env"));
    files.add(plan.project().resolve(".env.local"));
    files.addAll(OvermindSettings.files(plan.project(), environment));
    files.addAll(plan.secrets().files());
    plan.origins().stream().map(ScriptOrigin::file).forEach(files::add);
    return files;
  }

  /// Publishes what the changed files would change. Runs on the watching thread.
  private void onChange() {
    Event.ConfigChanged change = check();
    if (isNews(change)) {
      engine.bus().publish(change);
    }
  }

  /// Whether a change differs from the last one that was announced.
  private synchronized boolean isNews(Event.ConfigChanged change) {
    Event.ConfigChanged last = announced;
    announced = change;
    if (closed) {
      return false;
    }
    boolean same =
        last != null && last.lines().equals(change.lines()) && last.error().equals(change.error());
    return !same && (last != null || !change.isEmpty());
  }

  /// What the files would change now.
  Event.ConfigChanged check() {
    long now = System.currentTimeMillis();
    try {
      return difference(planner.get()).event(engine.processes().snapshot(), now);
    } catch (UserException invalid) {
      return failed(String.join("; ", invalid.sentences()), now);
    } catch (RuntimeException failure) {
      return failed(IoErrorMessage.of(failure), now);
    }
  }

  private static Event.ConfigChanged failed(String error, long now) {
    return new Event.ConfigChanged(List.of(), List.of(), List.of(), List.of(), error, now);
  }

  private synchronized ConfigDifference difference(RunPlan plan) {
    return ConfigDifference.between(applied, plan.processes());
  }

  /// Applies the files: replaces changed definitions, which restarts what runs, registers new
  /// processes, and stops and removes those that are gone.
  ///
  /// @param by client that asks; empty for the user
  /// @return what was done
  /// @throws UserException if a file has errors; nothing has changed then
  synchronized Event.ConfigChanged apply(String by) {
    Map<Path, FileTime> before = ConfigWatcher.stamps(stamps.keySet());
    RunPlan plan = planner.get();
    ConfigDifference difference = difference(plan);
    Processes processes = engine.processes();
    Event.ConfigChanged change = difference.event(processes.snapshot(), System.currentTimeMillis());
    onApply.accept(plan);
    difference.removed().forEach(name -> remove(name, by));
    difference.added().forEach(spec -> processes.define(spec, by));
    difference.replaced().forEach(spec -> processes.define(spec, by));
    applied = plan.processes();
    announced = null;
    stamps = ConfigWatcher.stamps(files(plan, environment));
    stamps.replaceAll((file, stamp) -> before.getOrDefault(file, stamp));
    watch(plan);
    return change;
  }

  private void remove(String name, String by) {
    for (ProcessInfo info : engine.processes().snapshot()) {
      if (info.name().equals(name)) {
        engine.processes().remove(info.id(), by);
      }
    }
  }

  /// Applies the files on a thread of its own and publishes the result as a notice.
  void applyInBackground() {
    Thread.ofVirtual()
        .name("apply-config")
        .start(() -> {
          try {
            notice(describe(apply("")));
          } catch (UserException invalid) {
            notice("Configuration not applied: " + String.join("; ", invalid.sentences()));
          }
        });
  }

  /// A sentence about what was applied.
  static String describe(Event.ConfigChanged change) {
    List<String> lines = new ArrayList<>(change.lines());
    return lines.isEmpty()
        ? "the configuration has not changed"
        : "applied the configuration: " + String.join("; ", lines);
  }

  private void notice(String text) {
    engine.bus().publish(new Event.Notice(text, System.currentTimeMillis()));
  }

  private synchronized void closeWatcher() {
    if (watcher != null) {
      watcher.close();
      watcher = null;
    }
  }

  /// Announces no further change.
  @Override
  public synchronized void close() {
    closed = true;
    closeWatcher();
  }
}
