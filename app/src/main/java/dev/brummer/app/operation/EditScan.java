package dev.brummer.app.operation;

import dev.brummer.engine.watch.WatchRules;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/// Finds the time of the newest change of a source file, to tell the reaction to an edit from the
/// reaction to the edit before. Bounded in files and time: in a huge tree it finds nothing, and a
/// check then waits for the whole grace period.
final class EditScan {
  private static final int MAX_FILES = 20_000;
  private static final long MAX_NANOS = 300_000_000;

  private EditScan() {}

  /// The newest modification of a file below `root` after `sinceMillis`; -1 if there is none. Any
  /// thread; reads the file system.
  static long newestAfter(Path root, long sinceMillis) {
    Visitor visitor = new Visitor(root);
    try {
      Files.walkFileTree(root, visitor);
    } catch (IOException unreadable) {
      return -1;
    }
    return visitor.newest > sinceMillis ? visitor.newest : -1;
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final WatchRules rules = new WatchRules(List.of(), List.of());
    private final long deadline = System.nanoTime() + MAX_NANOS;
    private final Path root;
    private int files;
    private long newest = -1;

    Visitor(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return rules.mayContainRelevant(root.relativize(directory))
          ? FileVisitResult.CONTINUE
          : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (++files > MAX_FILES || System.nanoTime() > deadline) {
        newest = -1;
        return FileVisitResult.TERMINATE;
      }
      long modified = attributes.lastModifiedTime().toMillis();
      if (modified > newest && rules.isRelevant(root.relativize(file))) {
        newest = modified;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      return FileVisitResult.CONTINUE;
    }
  }
}
