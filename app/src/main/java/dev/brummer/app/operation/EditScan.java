package dev.brummer.app.operation;

import dev.brummer.engine.watch.WatchRules;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// Finds the time of the newest change of a source file, to tell the reaction to an edit from the
/// reaction to the edit before. Bounded in files and time: in a huge tree it finds nothing, and a
/// check then waits for the whole grace period.
final class EditScan {
  private static final int MAX_FILES = 20_000;
  private static final int MAX_EDITED = 5;
  private static final long MAX_NANOS = 300_000_000;

  private EditScan() {}

  /// Changed files.
  ///
  /// @param newestMillis the newest modification; -1 if nothing has changed
  /// @param files some of the changed files
  record Edits(long newestMillis, List<Path> files) {
    static final Edits NONE = new Edits(-1, List.of());
  }

  /// The files below `root` that were modified after `sinceMillis`. Any thread; reads the file
  /// system.
  static Edits after(Path root, long sinceMillis) {
    Visitor visitor = new Visitor(root, sinceMillis);
    try {
      Files.walkFileTree(root, visitor);
    } catch (IOException unreadable) {
      return Edits.NONE;
    }
    return visitor.newest < 0 ? Edits.NONE : new Edits(visitor.newest, visitor.edited);
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final WatchRules rules = new WatchRules(List.of(), List.of());
    private final long deadline = System.nanoTime() + MAX_NANOS;
    private final List<Path> edited = new ArrayList<>();
    private final Path root;
    private final long sinceMillis;
    private int files;
    private long newest = -1;

    Visitor(Path root, long sinceMillis) {
      this.root = root;
      this.sinceMillis = sinceMillis;
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
      if (modified > sinceMillis && rules.isRelevant(root.relativize(file))) {
        newest = Math.max(newest, modified);
        if (edited.size() < MAX_EDITED) {
          edited.add(file);
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      return FileVisitResult.CONTINUE;
    }
  }
}
