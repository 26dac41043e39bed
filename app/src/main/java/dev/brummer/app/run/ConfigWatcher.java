package dev.brummer.app.run;

import dev.brummer.engine.file.IoErrorMessage;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reports changes of some files, whether they exist already or not. Watches their directories
/// only, not those below.
///
/// A daemon thread waits for changes; it reports them when no further one has come for
/// [#QUIET_MILLIS].
final class ConfigWatcher implements AutoCloseable {
  /// Editors save in several steps.
  private static final long QUIET_MILLIS = 200;

  private final WatchService service;
  private final Map<WatchKey, Path> directories = new HashMap<>();
  private final Set<Path> files;
  private final Runnable onChange;

  private ConfigWatcher(WatchService service, Set<Path> files, Runnable onChange) {
    this.service = service;
    this.files = files;
    this.onChange = onChange;
  }

  /// Modification times of files; the epoch for one that does not exist.
  static Map<Path, FileTime> stamps(Set<Path> files) {
    Map<Path, FileTime> stamps = new HashMap<>();
    for (Path file : absolute(files)) {
      try {
        stamps.put(file, Files.getLastModifiedTime(file));
      } catch (IOException missing) {
        stamps.put(file, FileTime.fromMillis(0));
      }
    }
    return stamps;
  }

  /// Starts watching and returns at once.
  ///
  /// @param before the files as they were read; a file that differs now has changed
  /// @param onChange runs on the watching thread
  /// @param onFailure receives a sentence if the files cannot be watched
  /// @return null if they cannot be watched
  static @Nullable ConfigWatcher start(
      Set<Path> files, Map<Path, FileTime> before, Runnable onChange, Consumer<String> onFailure) {
    try {
      ConfigWatcher watcher =
          new ConfigWatcher(FileSystems.getDefault().newWatchService(), absolute(files), onChange);
      watcher.register();
      Thread.ofPlatform().daemon().name("config-watch").start(() -> watcher.run(before));
      return watcher;
    } catch (IOException failure) {
      onFailure.accept("configuration files are not watched: " + IoErrorMessage.of(failure));
      return null;
    }
  }

  private static Set<Path> absolute(Set<Path> files) {
    Set<Path> all = new HashSet<>();
    files.forEach(file -> all.add(file.toAbsolutePath().normalize()));
    return all;
  }

  private void register() throws IOException {
    Set<Path> parents = new HashSet<>();
    for (Path file : files) {
      Path parent = file.getParent();
      if (parent != null && Files.isDirectory(parent) && parents.add(parent)) {
        WatchKey key =
            parent.register(
                service,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
        directories.put(key, parent);
      }
    }
  }

  private void run(Map<Path, FileTime> before) {
    try {
      if (!stamps(files).equals(before)) {
        onChange.run();
      }
      while (true) {
        if (concerns(service.take())) {
          awaitQuiet();
          onChange.run();
        }
      }
    } catch (ClosedWatchServiceException closed) {
      return;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitQuiet() throws InterruptedException {
    WatchKey key = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
    while (key != null) {
      boolean more = concerns(key);
      key = service.poll(more ? QUIET_MILLIS : 0, TimeUnit.MILLISECONDS);
    }
  }

  /// Takes the events of a directory; whether one is about a watched file.
  private boolean concerns(WatchKey key) {
    Path directory = directories.get(key);
    boolean any = false;
    for (WatchEvent<?> event : key.pollEvents()) {
      any |=
          event.kind().equals(StandardWatchEventKinds.OVERFLOW)
              || directory != null
                  && event.context() instanceof Path name
                  && files.contains(directory.resolve(name));
    }
    key.reset();
    return any;
  }

  /// Ends the watching in the background: the system confirms it only when its own thread, which
  /// may just be starting, gets to it.
  @Override
  public void close() {
    try {
      Thread.ofPlatform().daemon().name("config-close").start(this::closeService);
    } catch (OutOfMemoryError noThread) {
      closeService();
    }
  }

  private void closeService() {
    try {
      service.close();
    } catch (IOException closed) {
      return; // nothing is watched any more
    }
  }
}
