package dev.brummer.app.run;

import dev.brummer.app.config.Config;
import dev.brummer.app.program.UpwardSearch;
import dev.brummer.app.program.UserException;
import dev.brummer.app.project.ProjectFiles;
import dev.brummer.engine.file.ProjectTextFile;
import dev.brummer.engine.script.DiscoveredScripts;
import dev.brummer.engine.script.ScriptDiscoverer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The project that a directory belongs to: the nearest directory with something to run, from that
/// directory upwards, as npm and cargo look for theirs. If no directory has anything itself, the
/// nearest with directories that have.
///
/// [UpwardSearch] says where the search ends.
///
/// @param start where the search started
/// @param path the project; `start` if nothing was found
/// @param last the uppermost directory that was searched
/// @param scripts what can run in `path` without configuration
/// @param files files of `--file`, which replace everything else; empty for none
public record ProjectDirectory(
    Path start, Path path, Path last, DiscoveredScripts scripts, RequestedFiles files) {
  private static final DiscoveredScripts NOTHING = new DiscoveredScripts(List.of(), List.of());

  /// Searches from the directory of `--dir` upwards. Reads files and executes nothing.
  ///
  /// @throws UserException if it is not a directory
  public static ProjectDirectory find(Path directory) {
    Path start = requireDirectory(directory);
    List<Path> searched = UpwardSearch.from(start);
    for (Path at : searched) {
      DiscoveredScripts own = ScriptDiscoverer.discover(at);
      if (isProject(at, own)) {
        return new ProjectDirectory(start, at, at, withParts(at, own), RequestedFiles.NONE);
      }
    }
    for (Path at : searched) {
      DiscoveredScripts scripts = withParts(at, NOTHING);
      if (!scripts.scripts().isEmpty()) {
        return new ProjectDirectory(start, at, at, scripts, RequestedFiles.NONE);
      }
    }
    return new ProjectDirectory(start, start, searched.getLast(), NOTHING, RequestedFiles.NONE);
  }

  private static DiscoveredScripts withParts(Path directory, DiscoveredScripts own) {
    return UpwardSearch.isShared(directory) ? own : ScriptDiscoverer.withParts(directory, own);
  }

  /// The directory of `--dir` with the files of `--file`, without a search; without files as
  /// [#find(Path)].
  ///
  /// @throws UserException if it is not a directory, or a Procfile cannot be read
  public static ProjectDirectory find(Path directory, List<Path> requested) {
    if (requested.isEmpty()) {
      return find(directory);
    }
    Path start = requireDirectory(directory);
    RequestedFiles files = RequestedFiles.of(requested);
    return new ProjectDirectory(start, start, start, files.scripts(), files);
  }

  private static Path requireDirectory(Path directory) {
    Path start = directory.toAbsolutePath().normalize();
    if (!Files.isDirectory(start)) {
      throw UserException.usage(
          (Files.exists(start) ? "not a directory: " : "no such directory: ") + start);
    }
    return start;
  }

  /// Whether there is something to run.
  public boolean exists() {
    return !files.isEmpty() || isProject(path, scripts);
  }

  /// A file that cannot be parsed marks a project, too: its error explains why nothing runs.
  private static boolean isProject(Path directory, DiscoveredScripts scripts) {
    return !scripts.scripts().isEmpty()
        || !scripts.warnings().isEmpty()
        || ProjectTextFile.exists(directory.resolve(Config.FILE_NAME))
        || ProjectFiles.exist(directory);
  }

  /// One sentence if the project is not the directory where the search started, else empty.
  public List<String> notice() {
    return path.equals(start) ? List.of() : List.of("using the project " + path);
  }

  /// The parents that were searched in vain, for an error message.
  String searched() {
    return last.equals(path) ? "" : " or above it up to " + last;
  }
}
