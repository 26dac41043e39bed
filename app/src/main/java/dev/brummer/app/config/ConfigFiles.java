package dev.brummer.app.config;

import dev.brummer.app.config.key.Problems;
import dev.brummer.engine.file.ProjectTextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the configuration files.
///
/// In order of increasing precedence: `.brum.toml` of the first brummer and `config.toml` of the
/// user; then of each directory from the root of the repository down to the project, or of the
/// project only outside a repository, `.brum.toml`, `brummer.toml` and `brummer.override.toml`.
public final class ConfigFiles {
  private static final String EXTENSION = ".toml";
  private static final String OVERRIDE = ".override";

  private ConfigFiles() {}

  /// A file to read.
  ///
  /// @param base directory that relative paths refer to Equality is written out: the methods of a
  ///   record are generated at run time, which takes 10 ms of every start.
  ///
  /// @param legacy whether the first brummer wrote it
  record Source(Path path, Path base, boolean legacy) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Source source
          && source.legacy == legacy
          && source.path.equals(path)
          && source.base.equals(base);
    }

    @Override
    public int hashCode() {
      return path.hashCode();
    }

    static Source of(Path path) {
      Path base = path.toAbsolutePath().getParent();
      boolean legacy = LegacyConfig.FILE_NAME.equals(String.valueOf(path.getFileName()));
      return new Source(path, base == null ? path : base, legacy);
    }

    @Nullable ConfigFile read(Problems problems, List<String> warnings) {
      return legacy
          ? LegacyConfig.read(path, base, warnings)
          : ConfigFile.read(path, base, problems);
    }
  }

  /// The files of a project that exist.
  static List<Source> of(Path project, Map<String, String> environment) {
    return candidates(project, environment).stream()
        .filter(source -> ProjectTextFile.exists(source.path()))
        .toList();
  }

  /// The places of all files of a project, whether they exist or not, in order of increasing
  /// precedence.
  public static List<Path> places(Path project, Map<String, String> environment) {
    return candidates(project, environment).stream().map(Source::path).toList();
  }

  /// The given files, each followed by its override file if that exists.
  static List<Source> named(List<Path> files) {
    List<Source> all = new ArrayList<>();
    for (Path file : files) {
      Path absolute = file.toAbsolutePath().normalize();
      all.add(Source.of(absolute));
      Path override = override(absolute);
      if (ProjectTextFile.exists(override)) {
        all.add(Source.of(override));
      }
    }
    return all;
  }

  /// Whether a file is another one or its override file.
  public static boolean isPartOf(Path file, Path main) {
    return file.equals(main) || file.equals(override(main));
  }

  /// `brummer.override.toml` for `brummer.toml`.
  static Path override(Path file) {
    String name = String.valueOf(file.getFileName());
    String stem = name.endsWith(EXTENSION) ? name.substring(0, name.length() - 5) : name;
    return file.resolveSibling(stem + OVERRIDE + EXTENSION);
  }

  private static List<Source> candidates(Path project, Map<String, String> environment) {
    List<Source> all = new ArrayList<>(userFiles(project, environment));
    for (Path directory : directories(project)) {
      Path file = directory.resolve(Config.FILE_NAME);
      all.add(new Source(directory.resolve(LegacyConfig.FILE_NAME), directory, true));
      all.add(new Source(file, directory, false));
      all.add(new Source(override(file), directory, false));
    }
    return all.stream().distinct().toList();
  }

  private static List<Source> userFiles(Path project, Map<String, String> environment) {
    Path home = Path.of(environment.getOrDefault("HOME", "/"));
    String configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path folder = configured.isEmpty() ? home.resolve(".config") : Path.of(configured);
    return List.of(
        new Source(home.resolve(LegacyConfig.FILE_NAME), project, true),
        new Source(folder.resolve("brummer").resolve("config.toml"), project, false));
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
