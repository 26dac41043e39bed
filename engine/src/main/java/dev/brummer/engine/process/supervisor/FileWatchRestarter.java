package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.WatchPolicy;
import dev.brummer.engine.process.supervisor.table.ProcessCommand;
import dev.brummer.engine.watch.FileWatcher;
import dev.brummer.engine.watch.WatchRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// Has processes started again when their files change. One that never ran, or that a person has
/// stopped, is left alone; one that ends by itself is started by the next change. A process whose
/// own start changes its files would start for ever: after [#MAX_RESTARTS] times in
/// [#RESTART_WINDOW_MILLIS] its files are no longer watched.
///
/// Any thread; the map is guarded by this.
final class FileWatchRestarter implements AutoCloseable {
  private static final int MAX_RESTARTS = 5;
  private static final long RESTART_WINDOW_MILLIS = 15_000;

  private final IntFunction<ProcessInfo> processes;
  private final Consumer<ProcessCommand> commands;
  private final ProcessOutput output;
  private final Map<Integer, WatchedFiles> watches = new HashMap<>();
  private boolean closed;

  /// @param restarts when it was last started by a change
  private record WatchedFiles(FileWatcher files, Deque<Long> restarts) {}

  FileWatchRestarter(
      IntFunction<ProcessInfo> processes, Consumer<ProcessCommand> commands, ProcessOutput output) {
    this.processes = processes;
    this.commands = commands;
    this.output = output;
  }

  synchronized boolean isWatching(int id) {
    return watches.containsKey(id);
  }

  /// Begins to watch the files of a process; what cannot be watched is noted in its log.
  synchronized void watch(int id, ProcessSpec spec) {
    if (closed || watches.containsKey(id)) {
      return;
    }
    WatchPolicy policy = spec.watch();
    try {
      FileWatcher files =
          FileWatcher.start(
              spec.directory(),
              new WatchRules(policy.paths(), policy.ignore()),
              policy.debounceDelay(),
              file -> onChange(id, file),
              trouble -> onWatchLost(id, trouble));
      watches.put(id, new WatchedFiles(files, new ArrayDeque<>()));
    } catch (IOException none) {
      output.appendNote(id, "its files cannot be watched: " + none.getMessage());
    }
  }

  synchronized void unwatch(int id) {
    WatchedFiles watch = watches.remove(id);
    if (watch != null) {
      watch.files().close();
    }
  }

  private void onWatchLost(int id, String trouble) {
    unwatch(id);
    output.appendNote(id, "its files are no longer watched: " + trouble);
  }

  private void onChange(int id, Path file) {
    if (!isRestartable(processes.apply(id).state())) {
      return;
    }
    if (isTooFrequent(id)) {
      unwatch(id);
      output.appendNote(
          id,
          "its files are no longer watched: "
              + file
              + " changes each time that it starts; say in `watch` which files matter");
      return;
    }
    output.appendNote(id, file + " has changed: starts again");
    commands.accept(new ProcessCommand.Restart(id));
  }

  private static boolean isRestartable(ProcessState state) {
    return switch (state) {
      case ProcessState.Idle _, ProcessState.Stopped _, ProcessState.Stopping _ -> false;
      case ProcessState.Waiting _,
          ProcessState.Starting _,
          ProcessState.Running _,
          ProcessState.Ready _,
          ProcessState.Paused _,
          ProcessState.Done _,
          ProcessState.Failed _,
          ProcessState.BackingOff _ ->
          true;
    };
  }

  private synchronized boolean isTooFrequent(int id) {
    WatchedFiles watch = watches.get(id);
    if (watch == null) {
      return false;
    }
    long now = System.nanoTime() / 1_000_000;
    watch.restarts().addLast(now);
    if (watch.restarts().size() > MAX_RESTARTS) {
      watch.restarts().removeFirst();
      return now - watch.restarts().getFirst() < RESTART_WINDOW_MILLIS;
    }
    return false;
  }

  @Override
  public synchronized void close() {
    closed = true;
    watches.values().forEach(watch -> watch.files().close());
    watches.clear();
  }
}
