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

/// Tells that files below a directory have changed: once for all that change together, after a time
/// in which nothing more has. A virtual thread walks the tree, registers each directory that may
/// matter, and waits; new directories are taken up as they appear. Lossy by nature: a change during
/// the walk may be missed.
public final class FileWatcher implements AutoCloseable {
  /// The kernel's own limits on watches are not far above.
  private static final int MAX_DIRECTORIES = 8_192;

  /// A tree that never comes to rest is told of nevertheless.
  private static final int MAX_QUIET_WAITS = 20;

  private final Path root;
  private final WatchRules rules;
  private final Duration quietPeriod;
  private final Consumer<Path> onChange;
  private final Consumer<String> onFailure;
  private final WatchService service;

  /// Confined to the thread that waits.
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

  /// Begins to watch; returns at once.
  ///
  /// @param quietPeriod how long nothing must change before it is told
  /// @param onChange gets the first of the changed files, relative to the root; on another thread
  /// @param onFailure gets a sentence if it cannot be watched any more; on another thread
  /// @throws IOException if the system has no more watches
  public static FileWatcher start(
      Path root,
      WatchRules rules,
      Duration quietPeriod,
      Consumer<Path> onChange,
      Consumer<String> onFailure)
      throws IOException {
    WatchService service = root.getFileSystem().newWatchService();
    FileWatcher watch = new FileWatcher(root, rules, quietPeriod, onChange, onFailure, service);
    Thread.ofVirtual().name("watch " + root).start(watch::run);
    return watch;
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

  /// Takes in what changes until it rests.
  private @Nullable Path awaitQuiet(WatchKey firstKey) throws IOException, InterruptedException {
    Path first = firstRelevant(firstKey);
    for (int pauses = 0; pauses < MAX_QUIET_WAITS; pauses++) {
      WatchKey next = service.poll(quietPeriod.toMillis(), TimeUnit.MILLISECONDS);
      if (next == null) {
        return first;
      }
      Path more = firstRelevant(next);
      first = first == null ? more : first;
    }
    return first;
  }

  /// The first change of a directory that matters, null if none does.
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

  /// @return the first file below that matters
  private @Nullable Path registerTree(Path from) throws IOException {
    DirectoryRegistrar directoryRegistrar = new DirectoryRegistrar();
    Files.walkFileTree(from, directoryRegistrar);
    return directoryRegistrar.first;
  }

  /// Registers the directories that may matter.
  private final class DirectoryRegistrar extends SimpleFileVisitor<Path> {
    private @Nullable Path first;

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      if (!rules.mayContainRelevant(root.relativize(directory))) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (directories.size() >= MAX_DIRECTORIES) {
        throw new IOException("it has too many directories; say which matter");
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

  /// Idempotent, from any thread; what is being told may still be told.
  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException broken) {
      onFailure.accept(root + " was watched to a bad end: " + broken.getMessage());
    }
  }
}
