package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.WatchPolicy;
import dev.brummer.engine.process.supervisor.RestartLoopDetector.Verdict;
import dev.brummer.engine.process.supervisor.table.ProcessCommand;
import dev.brummer.engine.watch.FileWatcher;
import dev.brummer.engine.watch.WatchRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

/// Restarts processes when their files change.
///
/// A process that was never started, or that the user has stopped, is not restarted; an exited or
/// failed one is. A file that each start changes does not restart the process for ever, see
/// [RestartLoopDetector].
///
/// Any thread; the map is guarded by `this`.
final class FileWatchRestarter implements AutoCloseable {
  /// Of a larger file, size and modification time stand for the content.
  private static final long MAX_CHECKED_BYTES = 8 << 20;

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
      FileWatcher watcher =
          FileWatcher.start(
              spec.directory(),
              new WatchRules(policy.paths(), policy.ignore()),
              policy.debounceDelay(),
              files -> onChange(id, files),
              error -> onWatchLost(id, error));
      watches.put(id, new WatchedFiles(watcher, new RestartLoopDetector()));
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

  private void onChange(int id, List<Path> files) {
    ProcessInfo info = snapshots.info(id);
    if (!isRestartable(info.state())) {
      return;
    }
    Map<Path, Long> contents = new LinkedHashMap<>();
    files.forEach(file -> contents.put(file, content(info.spec().directory(), file)));
    switch (judge(id, contents, changeMillis(info, files), info.startedMillis())) {
      case Verdict.Ignore _ -> {}
      case Verdict.Restart(Path file) -> {
        logStoreWriter.appendNote(id, describe(file, files.size()) + " changed: restarting");
        inbox.add(new ProcessCommand.Restart(id));
      }
      case Verdict.Defer(Path file, Duration delay, int deferral) -> {
        logStoreWriter.appendNote(
            id,
            file
                + " changed within 2 s of the start: restarting within "
                + (delay.toMillis() + 999) / 1000
                + " s");
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
            .execute(() -> restartDeferred(id, deferral));
      }
      case Verdict.Loop(Path file) ->
          logStoreWriter.appendNote(
              id,
              file
                  + " changed within 2 s of each of the last "
                  + RestartLoopDetector.MAX_STARTS
                  + " starts: such a change no longer restarts the process; later changes do;"
                  + " `ignore` of `watch` excludes the file");
    }
  }

  private static String describe(Path file, int count) {
    return count == 1
        ? file.toString()
        : file + " and " + (count - 1) + (count == 2 ? " other file" : " other files");
  }

  /// The latest modification since the start. A machine under load reports changes with delays that
  /// vary; programs that set older times give the time of the report.
  private long changeMillis(ProcessInfo info, List<Path> files) {
    long now = clock.millis();
    long latest = Long.MIN_VALUE;
    for (Path file : files) {
      try {
        Path path = info.spec().directory().resolve(file);
        latest = Math.max(latest, Files.getLastModifiedTime(path).toMillis());
      } catch (IOException gone) {
        return now;
      }
    }
    return latest < info.startedMillis() || latest > now ? now : latest;
  }

  private synchronized Verdict judge(
      int id, Map<Path, Long> contents, long changedMillis, long startedMillis) {
    WatchedFiles watch = watches.get(id);
    return watch == null
        ? new Verdict.Ignore()
        : watch.loopDetector().onChange(contents, changedMillis, startedMillis, clock.millis());
  }

  private void restartDeferred(int id, int deferral) {
    ProcessInfo info = snapshots.info(id);
    if (endDeferral(id, deferral, info.startedMillis()) && isRestartable(info.state())) {
      inbox.add(new ProcessCommand.Restart(id));
    }
  }

  private synchronized boolean endDeferral(int id, int deferral, long startedMillis) {
    WatchedFiles watch = watches.get(id);
    return watch != null
        && watch.loopDetector().endDeferral(deferral, startedMillis, clock.millis());
  }

  private long content(Path directory, Path file) {
    return file.equals(FileWatcher.MANY_FILES) ? clock.millis() : checksum(directory.resolve(file));
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
      case ProcessState.Idle _,
          ProcessState.Scheduled _,
          ProcessState.Stopped _,
          ProcessState.Stopping _ ->
          false;
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
