package dev.brummer.engine.watch;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Decides which files below a directory are relevant. Pure.
///
/// A pattern with a slash is a glob for the path relative to the root; a pattern without a slash
/// matches the name of a file or directory at any depth. A pattern also covers everything below a
/// matching directory. Generated directories and temporary files of editors are never relevant.
public final class WatchRules {
  private static final Set<String> GENERATED_DIRECTORIES =
      Set.of(
          ".git",
          ".hg",
          ".svn",
          "node_modules",
          "bower_components",
          "vendor",
          "target",
          "build",
          "dist",
          "out",
          "obj",
          ".next",
          ".nuxt",
          ".output",
          ".svelte-kit",
          ".turbo",
          ".cache",
          ".parcel-cache",
          ".vite",
          ".gradle",
          ".idea",
          ".vscode",
          "__pycache__",
          ".venv",
          "venv",
          ".tox",
          ".mypy_cache",
          ".pytest_cache",
          ".ruff_cache",
          "coverage",
          ".nyc_output",
          "tmp",
          "log",
          "logs");
  private static final List<String> TEMPORARY_SUFFIXES =
      List.of(
          "~",
          ".swp",
          ".swx",
          ".swo",
          ".tmp",
          ".temp",
          ".log",
          ".pid",
          ".sock",
          ".lock",
          ".bak",
          "-journal",
          "-wal",
          "-shm",
          ".tsbuildinfo",
          ".DS_Store");

  private final List<PathPattern> included;
  private final List<PathPattern> ignored;

  /// @param paths patterns of relevant files; empty: all files
  /// @param ignore patterns of excluded files
  public WatchRules(List<String> paths, List<String> ignore) {
    this.included = paths.stream().map(PathPattern::of).toList();
    this.ignored = ignore.stream().map(PathPattern::of).toList();
  }

  /// Whether a directory may contain relevant files.
  ///
  /// @param directory relative to the root
  public boolean mayContainRelevant(Path directory) {
    if (directory.toString().isEmpty()) {
      return true;
    }
    return !isGenerated(directory)
        && ignored.stream().noneMatch(pattern -> pattern.covers(directory))
        && (included.isEmpty()
            || included.stream().anyMatch(pattern -> pattern.mayCoverBelow(directory)));
  }

  /// Whether a changed file is relevant.
  ///
  /// @param file relative to the root
  public boolean isRelevant(Path file) {
    String name = String.valueOf(file.getFileName());
    boolean temporary =
        name.startsWith(".#")
            || name.equals("4913")
            || TEMPORARY_SUFFIXES.stream().anyMatch(name::endsWith);
    Path parent = file.getParent();
    return !temporary
        && (parent == null || !isGenerated(parent))
        && ignored.stream().noneMatch(pattern -> pattern.covers(file))
        && (included.isEmpty() || included.stream().anyMatch(pattern -> pattern.covers(file)));
  }

  private static boolean isGenerated(Path path) {
    for (Path part : path) {
      if (GENERATED_DIRECTORIES.contains(part.toString())) {
        return true;
      }
    }
    return false;
  }

  /// One pattern.
  ///
  /// @param prefix its directories before the first wildcard
  /// @param matchesNames whether it applies to names at any depth
  private record PathPattern(
      PathMatcher matcher, PathMatcher below, Path prefix, boolean matchesNames) {
    static PathPattern of(String text) {
      String pattern = text.startsWith("./") ? text.substring(2) : text;
      pattern = pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern;
      boolean matchesNames = pattern.indexOf('/') < 0;
      List<String> fixed = new ArrayList<>();
      for (String part : pattern.split("/")) {
        if (part.matches(".*[*?\\[{].*")) {
          break;
        }
        fixed.add(part);
      }
      Path prefix = matchesNames ? Path.of("") : Path.of(String.join("/", fixed));
      return new PathPattern(glob(pattern), glob(pattern + "/**"), prefix, matchesNames);
    }

    private static PathMatcher glob(String text) {
      return FileSystems.getDefault().getPathMatcher("glob:" + text);
    }

    /// Whether it matches a path or one of its parents.
    boolean covers(Path path) {
      if (!matchesNames) {
        return matcher.matches(path) || below.matches(path);
      }
      for (Path part : path) {
        if (matcher.matches(part)) {
          return true;
        }
      }
      return false;
    }

    /// Whether it may cover a path below a directory.
    boolean mayCoverBelow(Path directory) {
      return matchesNames
          || prefix.toString().isEmpty()
          || directory.startsWith(prefix)
          || prefix.startsWith(directory);
    }
  }
}
