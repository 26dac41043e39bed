package dev.brummer.app.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The directories in which the project of a directory may be, from that directory upwards, as npm
/// and cargo look for theirs.
///
/// The search ends at the root of the repository. Outside a repository it ends below the user's
/// home and below any directory of another user or one that others can write to: files found there
/// would run someone else's commands.
public final class UpwardSearch {
  private static final List<String> REPOSITORY_MARKS = List.of(".git", ".hg", ".jj", ".svn");

  private static final int STICKY_BIT = 01000;
  private static final int WRITABLE_BY_OTHERS = 02;

  private UpwardSearch() {}

  /// @param start absolute directory
  /// @return `start`, its parent and so on
  public static List<Path> from(Path start) {
    Path repository = repositoryOf(start);
    List<Path> directories = new ArrayList<>();
    for (Path at = start; at != null; at = parent(at, repository)) {
      directories.add(at);
    }
    return directories;
  }

  private static @Nullable Path repositoryOf(Path start) {
    for (Path at = start; at != null; at = at.getParent()) {
      for (String mark : REPOSITORY_MARKS) {
        if (Files.exists(at.resolve(mark))) {
          return at;
        }
      }
    }
    return null;
  }

  private static @Nullable Path parent(Path at, @Nullable Path repository) {
    Path parent = at.equals(repository) ? null : at.getParent();
    return parent != null && (repository != null || isTrusted(parent, at)) ? parent : null;
  }

  /// Whether a directory contains more than one project: the user's home, the root of the file
  /// system, or one like `/tmp`, where each file belongs to its user.
  public static boolean isShared(Path directory) {
    try {
      return containsProjects(directory)
          || ((int) Files.getAttribute(directory, "unix:mode") & STICKY_BIT) != 0;
    } catch (IOException unreadable) {
      return true;
    }
  }

  private static boolean containsProjects(Path directory) {
    Path home = Path.of(System.getProperty("user.home")).toAbsolutePath().normalize();
    return directory.getParent() == null || directory.equals(home);
  }

  private static boolean isTrusted(Path parent, Path below) {
    if (containsProjects(parent)) {
      return false;
    }
    try {
      // By number: a name takes a look at the database of users, a set of permissions reflection.
      return Files.getAttribute(parent, "unix:uid").equals(Files.getAttribute(below, "unix:uid"))
          && ((int) Files.getAttribute(parent, "unix:mode") & WRITABLE_BY_OTHERS) == 0;
    } catch (IOException unreadable) {
      return false;
    }
  }
}
