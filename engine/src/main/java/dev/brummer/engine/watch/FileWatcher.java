package dev.brummer.engine.watch;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reports changes of files below a directory, merging changes until a quiet period has passed.
///
/// A virtual thread walks the tree, registers every directory that may contain relevant files, and
/// waits; it registers new directories as they appear. Lossy: changes during the walk may be
/// missed.
public final class FileWatcher implements AutoCloseable {
  /// Close to the kernel's default limit of watches.
  private static final int MAX_DIRECTORIES = 8_192;

  /// Reports a change after this many waits even if the tree never becomes quiet.
  private static final int MAX_QUIET_WAITS = 20;

  private final Path root;
  private final WatchRules rules;
  private final Duration quietPeriod;
  private final Consumer<Path> onChange;
  private final Consumer<String> onFailure;
  private final WatchService service;

  /// Confined to the watching thread.
  private final Map<WatchKey, Path> directories = new HashMap<>();

  private FileWatcher(
      Path root,
      WatchRules rules,
      Duration quietPeriod,
      Consumer<Path> onChange,
      Consumer<String> onFailure,
      WatchService service) {
    this.root = root;
    this.rules = rules;
    this.quietPeriod = quietPeriod;
    this.onChange = onChange;
    this.onFailure = onFailure;
    this.service = service;
  }

  /// Starts watching and returns immediately. Both callbacks run on the watching thread.
  ///
  /// @param quietPeriod time without changes before a change is reported
  /// @param onChange receives the first changed file, relative to the root
  /// @param onFailure receives a message when watching stops because of an error
  /// @throws IOException if the system is out of watches
  public static FileWatcher start(
      Path root,
      WatchRules rules,
      Duration quietPeriod,
      Consumer<Path> onChange,
      Consumer<String> onFailure)
      throws IOException {
    WatchService service = root.getFileSystem().newWatchService();
    FileWatcher watcher = new FileWatcher(root, rules, quietPeriod, onChange, onFailure, service);
    Thread.ofVirtual().name("watch " + root).start(watcher::run);
    return watcher;
  }

  private void run() {
    try {
      registerTree(root);
      while (true) {
        Path first = awaitQuiet(service.take());
        if (first != null) {
          onChange.accept(first);
        }
      }
    } catch (ClosedWatchServiceException closed) {
      return;
    } catch (IOException broken) {
      onFailure.accept(root + " cannot be watched: " + broken.getMessage());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// Collects changes until a quiet period has passed.
  ///
  /// @return the first relevant one, null if there is none
  private @Nullable Path awaitQuiet(WatchKey firstKey) throws IOException, InterruptedException {
    Path first = firstRelevant(firstKey);
    for (int waits = 0; waits < MAX_QUIET_WAITS; waits++) {
      WatchKey next = service.poll(quietPeriod.toMillis(), TimeUnit.MILLISECONDS);
      if (next == null) {
        return first;
      }
      Path relevant = firstRelevant(next);
      first = first == null ? relevant : first;
    }
    return first;
  }

  /// The first relevant change of one directory, null if there is none.
  private @Nullable Path firstRelevant(WatchKey key) throws IOException {
    Path directory = directories.get(key);
    Path first = null;
    for (WatchEvent<?> event : key.pollEvents()) {
      Path path =
          directory != null && event.context() instanceof Path name
              ? directory.resolve(name)
              : root;
      Path relevant = relevantPath(path, event.kind().equals(StandardWatchEventKinds.ENTRY_CREATE));
      first = first == null ? relevant : first;
    }
    if (!key.reset()) {
      directories.remove(key);
    }
    return first;
  }

  private @Nullable Path relevantPath(Path path, boolean created) throws IOException {
    if (path.equals(root)) {
      return Path.of("many files");
    }
    if (created && Files.isDirectory(path)) {
      return registerTree(path);
    }
    Path relative = root.relativize(path);
    return rules.isRelevant(relative) && !Files.isDirectory(path) ? relative : null;
  }

  /// @return the first relevant file below `from`
  private @Nullable Path registerTree(Path from) throws IOException {
    DirectoryRegistrar directoryRegistrar = new DirectoryRegistrar();
    Files.walkFileTree(from, directoryRegistrar);
    return directoryRegistrar.first;
  }

  /// Registers the directories that may contain relevant files.
  private final class DirectoryRegistrar extends SimpleFileVisitor<Path> {
    private @Nullable Path first;

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      if (!rules.mayContainRelevant(root.relativize(directory))) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (directories.size() >= MAX_DIRECTORIES) {
        throw new IOException(
            "more than " + MAX_DIRECTORIES + " directories; restrict the watched paths");
      }
      WatchKey key =
          directory.register(
              service,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE);
      directories.put(key, directory);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      Path relative = root.relativize(file);
      first = first == null && rules.isRelevant(relative) ? relative : first;
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }
  }

  /// Idempotent; any thread. A change being reported may still be delivered.
  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException broken) {
      onFailure.accept("the watch of " + root + " cannot be closed: " + broken.getMessage());
    }
  }
}
