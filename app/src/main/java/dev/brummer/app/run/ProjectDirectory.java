package dev.brummer.app.run;

import dev.brummer.app.config.Config;
import dev.brummer.app.program.UserException;
import dev.brummer.engine.file.ProjectTextFile;
import dev.brummer.engine.script.DiscoveredScripts;
import dev.brummer.engine.script.ScriptDiscoverer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The project that a directory belongs to: the nearest directory with something to run, from that
/// directory upwards, as npm and cargo look for theirs.
///
/// The search ends at the root of the repository. Outside a repository it ends below the user's
/// home and below any directory of another user or one that others can write to: files found there
/// would run someone else's commands.
///
/// @param start where the search started
/// @param path the project; `start` if nothing was found
/// @param last the uppermost directory that was searched
/// @param scripts what can run in `path` without configuration
public record ProjectDirectory(Path start, Path path, Path last, DiscoveredScripts scripts) {
  private static final List<String> REPOSITORY_MARKS = List.of(".git", ".hg", ".jj", ".svn");

  /// Searches from the directory of `--dir` upwards. Reads files and executes nothing.
  ///
  /// @throws UserException if it is not a directory
  public static ProjectDirectory find(Path directory) {
    Path start = directory.toAbsolutePath().normalize();
    if (!Files.isDirectory(start)) {
      throw UserException.usage(
          (Files.exists(start) ? "not a directory: " : "no such directory: ") + start);
    }
    Path repository = repositoryOf(start);
    DiscoveredScripts own = ScriptDiscoverer.discover(start);
    DiscoveredScripts scripts = own;
    Path last = start;
    for (Path at = start; at != null; at = parent(at, repository)) {
      scripts = at.equals(start) ? own : ScriptDiscoverer.discover(at);
      last = at;
      if (isProject(at, scripts)) {
        return new ProjectDirectory(start, at, at, scripts);
      }
    }
    return new ProjectDirectory(start, start, last, own);
  }

  /// Whether there is something to run.
  public boolean exists() {
    return isProject(path, scripts);
  }

  /// A file that cannot be parsed marks a project, too: its error explains why nothing runs.
  private static boolean isProject(Path directory, DiscoveredScripts scripts) {
    return !scripts.scripts().isEmpty()
        || !scripts.warnings().isEmpty()
        || ProjectTextFile.exists(directory.resolve(Config.FILE_NAME));
  }

  /// One sentence if the project is not the directory where the search started, else empty.
  public List<String> notice() {
    return path.equals(start) ? List.of() : List.of("using the project " + path);
  }

  /// The parents that were searched in vain, for an error message.
  String searched() {
    return last.equals(path) ? "" : " or above it up to " + last;
  }

  private static @Nullable Path repositoryOf(Path start) {
    for (Path at = start; at != null; at = at.getParent()) {
      if (REPOSITORY_MARKS.stream().map(at::resolve).anyMatch(Files::exists)) {
        return at;
      }
    }
    return null;
  }

  private static @Nullable Path parent(Path at, @Nullable Path repository) {
    Path parent = at.equals(repository) ? null : at.getParent();
    return parent != null && (repository != null || isTrusted(parent, at)) ? parent : null;
  }

  private static boolean isTrusted(Path parent, Path below) {
    Path home = Path.of(System.getProperty("user.home")).toAbsolutePath().normalize();
    if (parent.getParent() == null || parent.equals(home)) {
      return false;
    }
    try {
      PosixFileAttributes attributes = Files.readAttributes(parent, PosixFileAttributes.class);
      return attributes.owner().equals(Files.getOwner(below))
          && !attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE);
    } catch (IOException unreadable) {
      return false;
    }
  }
}
