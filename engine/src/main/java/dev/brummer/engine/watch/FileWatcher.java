package dev.brummer.engine.watch;

import dev.brummer.engine.file.IoErrorMessage;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

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

  /// Enough to tell which files a start changes.
  private static final int MAX_REPORTED_FILES = 256;

  /// Reported instead of changes that the kernel has dropped.
  public static final Path MANY_FILES = Path.of("many files");

  private final Path root;
  private final WatchRules rules;
  private final Duration quietPeriod;
  private final Consumer<List<Path>> onChange;
  private final Consumer<String> onFailure;
  private final WatchService service;

  /// Confined to the watching thread.
  private final Map<WatchKey, Path> directories = new HashMap<>();

  /// Changed files, and whether their first change was their creation. Confined to the watching
  /// thread.
  private final Map<Path, Boolean> changes = new LinkedHashMap<>();

  /// Whether the files that existed at the start have been visited. Confined to the watching
  /// thread.
  private boolean walked;

  private FileWatcher(
      Path root,
      WatchRules rules,
      Duration quietPeriod,
      Consumer<List<Path>> onChange,
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
  /// @param onChange receives the changed files in the order of their first change, relative to the
  ///   root, at most [#MAX_REPORTED_FILES]
  /// @param onFailure receives a message when watching stops because of an error
  /// @throws IOException if the system is out of watches
  public static FileWatcher start(
      Path root,
      WatchRules rules,
      Duration quietPeriod,
      Consumer<List<Path>> onChange,
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
      walked = true;
      while (true) {
        awaitQuiet(service.take());
        List<Path> changed = takeChanges();
        if (!changed.isEmpty()) {
          onChange.accept(changed);
        }
      }
    } catch (ClosedWatchServiceException closed) {
      return;
    } catch (IOException broken) {
      onFailure.accept(root + " cannot be watched: " + IoErrorMessage.of(broken));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// Collects changes until a quiet period has passed.
  private void awaitQuiet(WatchKey firstKey) throws IOException, InterruptedException {
    WatchKey key = firstKey;
    for (int waits = 0; key != null && waits <= MAX_QUIET_WAITS; waits++) {
      collect(key);
      key = service.poll(quietPeriod.toMillis(), TimeUnit.MILLISECONDS);
    }
    if (key != null) {
      collect(key);
    }
  }

  private void collect(WatchKey key) throws IOException {
    Path directory = directories.get(key);
    for (WatchEvent<?> event : key.pollEvents()) {
      Path path =
          directory != null && event.context() instanceof Path name
              ? directory.resolve(name)
              : root;
      collect(path, event.kind().equals(StandardWatchEventKinds.ENTRY_CREATE));
    }
    if (!key.reset()) {
      directories.remove(key);
    }
  }

  private void collect(Path path, boolean created) throws IOException {
    if (path.equals(root)) {
      addChange(MANY_FILES, false);
    } else if (created && Files.isDirectory(path)) {
      registerTree(path);
    } else if (rules.isRelevant(root.relativize(path)) && !Files.isDirectory(path)) {
      addChange(root.relativize(path), created);
    }
  }

  private void addChange(Path relative, boolean created) {
    if (changes.size() < MAX_REPORTED_FILES) {
      changes.putIfAbsent(relative, created);
    }
  }

  /// The collected changes without files that no longer exist and did not exist before: temporary
  /// files of programs that save by renaming.
  private List<Path> takeChanges() {
    changes.entrySet().removeIf(it -> it.getValue() && !Files.exists(root.resolve(it.getKey())));
    List<Path> changed = List.copyOf(changes.keySet());
    changes.clear();
    return changed;
  }

  /// Registers a directory and those below it.
  private void registerTree(Path from) throws IOException {
    Files.walkFileTree(from, new DirectoryRegistrar());
  }

  /// Registers the directories that may contain relevant files.
  private final class DirectoryRegistrar extends SimpleFileVisitor<Path> {
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
      if (walked && rules.isRelevant(relative)) {
        addChange(relative, true);
      }
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
      onFailure.accept("the watch of " + root + " cannot be closed: " + IoErrorMessage.of(broken));
    }
  }
}
