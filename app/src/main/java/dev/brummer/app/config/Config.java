package dev.brummer.app.config;

import dev.brummer.engine.file.ProjectTextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Configuration of a project.
///
/// @param files in order of increasing precedence
public record Config(List<ConfigFile> files) {
  public static final String FILE_NAME = "brummer.toml";

  /// Reads the user's `config.toml`, then each `brummer.toml` from the root of the repository down
  /// to the project. Outside a repository it reads the `brummer.toml` of the project only.
  ///
  /// @throws ConfigException if a file is invalid
  public static Config load(Path project, Map<String, String> environment) {
    List<ConfigFile> files = new ArrayList<>();
    Path user = userFile(environment);
    if (ProjectTextFile.exists(user)) {
      files.add(ConfigFile.read(user, project));
    }
    for (Path directory : directories(project)) {
      Path file = directory.resolve(FILE_NAME);
      if (ProjectTextFile.exists(file)) {
        files.add(ConfigFile.read(file, directory));
      }
    }
    return new Config(files);
  }

  /// The UI theme of the nearest file that sets one.
  public Optional<String> theme() {
    return files.reversed().stream().map(ConfigFile::theme).filter(Objects::nonNull).findFirst();
  }

  /// Whether a run with a UI goes on when its terminal disconnects, as the nearest file says that
  /// says so.
  public boolean detachOnHangup() {
    return files.reversed().stream()
        .map(ConfigFile::onHangup)
        .filter(Objects::nonNull)
        .findFirst()
        .filter(ConfigFile.DETACH::equals)
        .isPresent();
  }

  /// Whether agents may replay requests, as the nearest file says that says so.
  public boolean requestReplay() {
    return files.reversed().stream()
        .map(ConfigFile::requestReplay)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(false);
  }

  private static Path userFile(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "/");
    String configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path folder = configured.isEmpty() ? Path.of(home, ".config") : Path.of(configured);
    return folder.resolve("brummer").resolve("config.toml");
  }

  private static List<Path> directories(Path project) {
    List<Path> path = new ArrayList<>();
    for (Path directory = project; directory != null; directory = directory.getParent()) {
      path.addFirst(directory);
      if (Files.exists(directory.resolve(".git"))) {
        return path;
      }
    }
    return List.of(project);
  }
}
