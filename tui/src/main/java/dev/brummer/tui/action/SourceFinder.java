package dev.brummer.tui.action;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds source files that a tool names incompletely: Java by package (`com/shop/CartTest.java`),
/// Go by file name, Cargo by the path within a crate.
final class SourceFinder {
  private static final Set<String> SKIPPED =
      Set.of(
          "node_modules", "target", "build", "dist", "out", "bin", "vendor", "venv", "__pycache__");
  private static final int MAX_DEPTH = 16;
  private static final int MAX_FILES = 50_000;

  private SourceFinder() {}

  /// Whether the name needs no search: the file exists, or it is not below `directory`.
  static boolean isComplete(Path directory, Path file) {
    return Files.exists(file) || !file.startsWith(directory);
  }

  /// The file itself if its name is complete, else the first file below `directory` whose path ends
  /// with the path of `file` relative to `directory`; `file` if there is none or the directory
  /// cannot be read. Skips hidden and generated directories below `directory`, whatever its own
  /// name is.
  static Path find(Path directory, Path file) {
    if (isComplete(directory, file)) {
      return file;
    }
    Path wanted = directory.relativize(file);
    try {
      Path root = directory.toRealPath();
      Search search = new Search(root, wanted);
      Files.walkFileTree(root, EnumSet.noneOf(FileVisitOption.class), MAX_DEPTH, search);
      Path found = search.found;
      return found == null ? file : directory.resolve(root.relativize(found));
    } catch (IOException unreadable) {
      return file;
    }
  }

  private static final class Search extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Path wanted;
    private int files;
    @Nullable Path found;

    Search(Path root, Path wanted) {
      this.root = root;
      this.wanted = wanted;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return !directory.equals(root) && isSkipped(directory.getFileName().toString())
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    private static boolean isSkipped(String name) {
      return SKIPPED.contains(name) || name.startsWith(".");
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (file.endsWith(wanted)) {
        found = file;
        return FileVisitResult.TERMINATE;
      }
      return ++files > MAX_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      return FileVisitResult.CONTINUE;
    }
  }
}
