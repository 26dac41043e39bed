package dev.brummer.engine.watch;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Which files below a directory matter: pure.
///
/// A pattern with a slash is a glob for the whole path below the root; one without is one for the
/// name of a file or directory anywhere. A pattern without wildcards also means all that is below
/// the directory of that name. What tools make and editors leave behind never matters.
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

  /// @param paths those that matter; none: all
  /// @param ignore those of them that do not
  public WatchRules(List<String> paths, List<String> ignore) {
    this.included = paths.stream().map(PathPattern::of).toList();
    this.ignored = ignore.stream().map(PathPattern::of).toList();
  }

  /// Whether something below a directory may matter.
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

  /// Whether a change of a file matters.
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
  /// @param matchesNames it is for names, wherever they are
  private record PathPattern(
      PathMatcher matcher, PathMatcher below, Path prefix, boolean matchesNames) {
    static PathPattern of(String text) {
      String clean = text.startsWith("./") ? text.substring(2) : text;
      clean = clean.endsWith("/") ? clean.substring(0, clean.length() - 1) : clean;
      boolean names = clean.indexOf('/') < 0;
      List<String> fixed = new ArrayList<>();
      for (String part : clean.split("/")) {
        if (part.matches(".*[*?\\[{].*")) {
          break;
        }
        fixed.add(part);
      }
      Path prefix = names ? Path.of("") : Path.of(String.join("/", fixed));
      return new PathPattern(glob(clean), glob(clean + "/**"), prefix, names);
    }

    private static PathMatcher glob(String text) {
      return FileSystems.getDefault().getPathMatcher("glob:" + text);
    }

    /// Whether it means a path, or one that the path is below of.
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

    /// Whether it may mean something below a directory.
    boolean mayCoverBelow(Path directory) {
      return matchesNames
          || prefix.toString().isEmpty()
          || directory.startsWith(prefix)
          || prefix.startsWith(directory);
    }
  }
}
