package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.WatchPolicy;
import dev.brummer.engine.process.supervisor.table.ProcessCommand;
import dev.brummer.engine.watch.FileWatcher;
import dev.brummer.engine.watch.WatchRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

/// Restarts processes when their files change.
///
/// A process that was never started, or that the user has stopped, is not restarted; an exited or
/// failed one is. Watching stops if each start of a process changes a watched file, see
/// [RestartLoopDetector].
///
/// Any thread; the map is guarded by `this`.
final class FileWatchRestarter implements AutoCloseable {
  /// Of a larger file, size and modification time stand for the content.
  private static final long MAX_CHECKED_BYTES = 8 << 20;

  private static final Executor AFTER_DEFERRAL =
      CompletableFuture.delayedExecutor(
          RestartLoopDetector.DEFERRAL_DELAY.toMillis(), TimeUnit.MILLISECONDS);

  private final ProcessSnapshots snapshots;
  private final Queue<ProcessCommand> inbox;
  private final LogStoreWriter logStoreWriter;
  private final Clock clock;
  private final Map<Integer, WatchedFiles> watches = new HashMap<>();
  private boolean closed;

  /// A watched process.
  private record WatchedFiles(FileWatcher files, RestartLoopDetector loopDetector) {}

  FileWatchRestarter(
      ProcessSnapshots snapshots, Queue<ProcessCommand> inbox, LogStoreWriter output, Clock clock) {
    this.snapshots = snapshots;
    this.inbox = inbox;
    this.logStoreWriter = output;
    this.clock = clock;
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
      watches.put(id, new WatchedFiles(files, new RestartLoopDetector()));
    } catch (IOException failure) {
      logStoreWriter.appendNote(id, "cannot watch files: " + IoErrorMessage.of(failure));
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
    ProcessInfo info = snapshots.info(id);
    if (!isRestartable(info.state())) {
      return;
    }
    long content = checksum(info.spec().directory().resolve(file));
    switch (judge(id, file, content, clock.millis() - info.startedMillis())) {
      case IGNORE -> {}
      case RESTART -> {
        logStoreWriter.appendNote(id, file + " changed: restarting");
        inbox.add(new ProcessCommand.Restart(id));
      }
      case DEFER -> {
        logStoreWriter.appendNote(
            id, file + " changed right after the start again: restarting later");
        AFTER_DEFERRAL.execute(() -> restartDeferred(id));
      }
      case LOOP -> {
        unwatch(id);
        logStoreWriter.appendNote(
            id,
            "file watching stopped: each start changes "
                + file
                + "; set `watch` to the files that matter");
      }
    }
  }

  private synchronized RestartLoopDetector.Verdict judge(
      int id, Path file, long content, long sinceStartMillis) {
    WatchedFiles watch = watches.get(id);
    return watch == null
        ? RestartLoopDetector.Verdict.IGNORE
        : watch.loopDetector().onChange(file, content, sinceStartMillis);
  }

  private void restartDeferred(int id) {
    if (endDeferral(id) && isRestartable(snapshots.info(id).state())) {
      inbox.add(new ProcessCommand.Restart(id));
    }
  }

  private synchronized boolean endDeferral(int id) {
    WatchedFiles watch = watches.get(id);
    return watch != null && watch.loopDetector().endDeferral();
  }

  /// Checksum of the content of a file; 0 if it cannot be read.
  private static long checksum(Path file) {
    try {
      long size = Files.size(file);
      if (size > MAX_CHECKED_BYTES) {
        return size * 31 + Files.getLastModifiedTime(file).toMillis();
      }
      CRC32C checksum = new CRC32C();
      checksum.update(Files.readAllBytes(file));
      return size << 32 | checksum.getValue();
    } catch (IOException gone) {
      return 0;
    }
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

  @Override
  public synchronized void close() {
    closed = true;
    watches.values().forEach(watch -> watch.files().close());
    watches.clear();
  }
}
