package dev.brummer.app.config;

import dev.brummer.app.config.key.Problem;
import dev.brummer.app.config.key.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Configuration of a project.
///
/// @param files in order of increasing precedence
/// @param warnings one sentence per file with settings that have no effect
public record Config(List<ConfigFile> files, List<String> warnings) {
  public static final String FILE_NAME = "brummer.toml";

  public Config {
    files = List.copyOf(files);
    warnings = List.copyOf(warnings);
  }

  /// Reads the files of a project, see [ConfigFiles#of].
  ///
  /// @throws ConfigException with the problems of all files
  public static Config load(Path project, Map<String, String> environment) {
    return read(ConfigFiles.of(project, environment));
  }

  /// A configuration with further files, each with its override file, which have precedence. A file
  /// that is already part of it is not read again.
  ///
  /// @throws ConfigException with the problems of all these files
  public Config with(List<Path> more) {
    List<Path> known = files.stream().map(ConfigFile::path).toList();
    Config added =
        read(
            ConfigFiles.named(more).stream()
                .filter(source -> !known.contains(source.path()))
                .toList());
    return new Config(join(files, added.files), join(warnings, added.warnings));
  }

  private static <T> List<T> join(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /// The problems of one file, empty if it is valid.
  public static List<Problem> check(Path file) {
    Problems problems = new Problems(file);
    ConfigFiles.Source.of(file).read(problems, new ArrayList<>());
    return problems.all();
  }

  private static Config read(List<ConfigFiles.Source> sources) {
    List<ConfigFile> files = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (ConfigFiles.Source source : sources) {
      Problems ofFile = new Problems(source.path());
      Optional.ofNullable(source.read(ofFile, warnings)).ifPresent(files::add);
      problems.addAll(ofFile.all());
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new Config(files, warnings);
  }

  /// Settings of the whole program; the nearest file that sets one counts.
  public GeneralConfig general() {
    GeneralConfig merged = GeneralConfig.NONE;
    for (ConfigFile file : files) {
      merged = file.general().orElse(merged);
    }
    return merged;
  }
}
