package dev.brummer.app.run;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds the env files that the tools of a project may read. Reads directories only.
final class EnvFiles {
  /// `.env`, `.env.local`, `.env.production.local`, `.envrc`; not templates such as `.env.example`.
  private static final Pattern ENV_FILE =
      Pattern.compile("\\.env(?:rc|[._-](?!.*(?:example|sample|template|dist|schema|vault)).*)?");

  private static final Set<String> SKIPPED_DIRECTORIES =
      Set.of("node_modules", "vendor", "target", "dist", "build", "venv", "__pycache__");

  private static final int MAX_DEPTH = 3;
  private static final int MAX_VISITED = 5_000;
  private static final int MAX_FILES = 100;

  private EnvFiles() {}

  /// The env files in and below the project and other directories, and those above the project up
  /// to the root of its repository.
  static Set<Path> find(Path project, List<Path> others) {
    Set<Path> found = new LinkedHashSet<>();
    walk(project, MAX_DEPTH, found);
    for (Path directory : others) {
      if (!isWithin(directory, project)) {
        walk(directory, MAX_DEPTH, found);
      }
    }
    Path at = project;
    while (isBelowRepository(at)) {
      at = Objects.requireNonNull(at.getParent());
      walk(at, 1, found);
    }
    return found;
  }

  /// Whether the walk through the project visits a directory.
  private static boolean isWithin(Path directory, Path project) {
    return directory.startsWith(project)
        && project.relativize(directory).getNameCount() < MAX_DEPTH;
  }

  /// Whether a directory above this one is the root of its repository.
  private static boolean isBelowRepository(Path directory) {
    Path at = Files.exists(directory.resolve(".git")) ? null : directory.getParent();
    while (at != null && !Files.exists(at.resolve(".git"))) {
      at = at.getParent();
    }
    return at != null;
  }

  private static void walk(Path root, int depth, Set<Path> found) {
    try {
      Files.walkFileTree(
          root, EnumSet.noneOf(FileVisitOption.class), depth, new EnvFileVisitor(root, found));
    } catch (IOException unreadable) {
      return; // a directory that cannot be read is not read by the processes either
    }
  }

  /// Collects env files, also if they are symbolic links. Confined to one thread.
  private static final class EnvFileVisitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Set<Path> found;
    private int visited;

    EnvFileVisitor(Path root, Set<Path> found) {
      this.root = root;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      String name = String.valueOf(directory.getFileName());
      boolean skipped = name.startsWith(".") || SKIPPED_DIRECTORIES.contains(name);
      return skipped && !directory.equals(root)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      boolean matches = ENV_FILE.matcher(String.valueOf(file.getFileName())).matches();
      if (matches && found.size() < MAX_FILES && Files.isRegularFile(file)) {
        found.add(file);
      }
      return ++visited < MAX_VISITED ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }
}
