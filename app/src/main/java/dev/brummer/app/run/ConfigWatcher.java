package dev.brummer.app.run;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.watch.DirectoryWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
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
/// The daemon thread `config-watch` waits for changes; it reports them when no further one has come
/// for [#QUIET_MILLIS]. A change counts when the file is closed.
final class ConfigWatcher implements AutoCloseable {
  /// Editors save in several steps.
  private static final int QUIET_MILLIS = 200;

  /// Bounds the wake-ups while a program creates and removes other files in a watched directory, as
  /// databases do with their journals.
  private static final int PAUSE_MILLIS = 100;

  private final Set<Path> files;
  private final Runnable onChange;

  /// Guarded by `this`, like [#closed].
  private @Nullable DirectoryWatch watch;

  private boolean closed;

  private ConfigWatcher(Set<Path> files, Runnable onChange) {
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
  /// @param onFailure receives a sentence, on the watching thread, if the files cannot be watched
  static ConfigWatcher start(
      Set<Path> files, Map<Path, FileTime> before, Runnable onChange, Consumer<String> onFailure) {
    ConfigWatcher watcher = new ConfigWatcher(absolute(files), onChange);
    Thread.ofPlatform().daemon().name("config-watch").start(() -> watcher.run(before, onFailure));
    return watcher;
  }

  private static Set<Path> absolute(Set<Path> files) {
    Set<Path> all = new HashSet<>();
    files.forEach(file -> all.add(file.toAbsolutePath().normalize()));
    return all;
  }

  private void run(Map<Path, FileTime> before, Consumer<String> onFailure) {
    try (DirectoryWatch directories = new DirectoryWatch()) {
      if (publish(directories)) {
        watch(directories, before);
      }
    } catch (IOException failure) {
      onFailure.accept("configuration files are not watched: " + IoErrorMessage.of(failure));
    }
  }

  /// Lets [#close] end the waits.
  ///
  /// @return false if it has been called
  private synchronized boolean publish(DirectoryWatch directories) {
    watch = directories;
    return !closed;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private void watch(DirectoryWatch directories, Map<Path, FileTime> before) throws IOException {
    Set<Path> parents = new HashSet<>();
    for (Path file : files) {
      Path parent = file.getParent();
      if (parent != null && Files.isDirectory(parent) && parents.add(parent)) {
        directories.add(parent);
      }
    }
    if (!stamps(files).equals(before)) {
      onChange.run();
    }
    while (!isClosed()) {
      if (awaitChange(directories, -1)) {
        report(directories);
      } else {
        directories.pause(PAUSE_MILLIS);
      }
    }
  }

  /// Reports a change after the quiet period, which each further one begins again.
  private void report(DirectoryWatch directories) throws IOException {
    long lastChange = System.nanoTime();
    long quiet = 0;
    while (quiet < QUIET_MILLIS && !isClosed()) {
      if (awaitChange(directories, (int) (QUIET_MILLIS - quiet))) {
        lastChange = System.nanoTime();
      }
      quiet = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastChange);
    }
    if (!isClosed()) {
      onChange.run();
    }
  }

  /// Waits for changes, of other files too.
  ///
  /// @return whether a watched file is among them, or may be
  private boolean awaitChange(DirectoryWatch directories, int timeoutMillis) throws IOException {
    Set<Path> changed = directories.await(timeoutMillis);
    return directories.takeOverflow() || !Collections.disjoint(changed, files);
  }

  /// Ends the watching; a change being reported may still be delivered. Idempotent; any thread.
  @Override
  public synchronized void close() {
    closed = true;
    if (watch != null) {
      watch.interrupt();
    }
  }
}
