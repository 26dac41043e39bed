package dev.brummer.engine.process.supervisor;

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
import java.util.Queue;

/// Restarts processes when their files change.
///
/// A process that was never started, or that the user has stopped, is not restarted; an exited or
/// failed one is. To end the restart loop of a process that changes its own files, watching stops
/// after [#MAX_RESTARTS] restarts within [#RESTART_WINDOW_MILLIS].
///
/// Any thread; the map is guarded by `this`.
final class FileWatchRestarter implements AutoCloseable {
  private static final int MAX_RESTARTS = 5;
  private static final long RESTART_WINDOW_MILLIS = 15_000;

  private final ProcessSnapshots snapshots;
  private final Queue<ProcessCommand> inbox;
  private final LogStoreWriter logStoreWriter;
  private final Map<Integer, WatchedFiles> watches = new HashMap<>();
  private boolean closed;

  /// A watched process.
  ///
  /// @param restarts monotonic times of the last restarts in milliseconds
  private record WatchedFiles(FileWatcher files, Deque<Long> restarts) {}

  FileWatchRestarter(
      ProcessSnapshots snapshots, Queue<ProcessCommand> inbox, LogStoreWriter output) {
    this.snapshots = snapshots;
    this.inbox = inbox;
    this.logStoreWriter = output;
  }

  synchronized boolean isWatching(int id) {
    return watches.containsKey(id);
  }

  /// Starts watching the files of a process. A failure is noted in its log.
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
              error -> onWatchLost(id, error));
      watches.put(id, new WatchedFiles(files, new ArrayDeque<>()));
    } catch (IOException failure) {
      logStoreWriter.appendNote(id, "cannot watch files: " + failure.getMessage());
    }
  }

  synchronized void unwatch(int id) {
    WatchedFiles watch = watches.remove(id);
    if (watch != null) {
      watch.files().close();
    }
  }

  private void onWatchLost(int id, String error) {
    unwatch(id);
    logStoreWriter.appendNote(id, "file watching stopped: " + error);
  }

  private void onChange(int id, Path file) {
    if (!isRestartable(snapshots.info(id).state())) {
      return;
    }
    if (isTooFrequent(id)) {
      unwatch(id);
      logStoreWriter.appendNote(
          id,
          "file watching stopped: "
              + file
              + " changes on every start; set `watch` to the files that matter");
      return;
    }
    logStoreWriter.appendNote(id, file + " changed: restarting");
    inbox.add(new ProcessCommand.Restart(id));
  }

  private static boolean isRestartable(ProcessState state) {
    return switch (state) {
      case ProcessState.Idle _, ProcessState.Stopped _, ProcessState.Stopping _ -> false;
      case ProcessState.Waiting _,
          ProcessState.Starting _,
          ProcessState.Running _,
          ProcessState.Ready _,
          ProcessState.Down _,
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
