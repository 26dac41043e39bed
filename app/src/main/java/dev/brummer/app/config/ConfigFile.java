package dev.brummer.app.config;

import dev.brummer.app.config.key.ConfigKeys;
import dev.brummer.app.config.key.Problems;
import dev.brummer.app.config.key.TomlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlTable;

/// Parsed configuration file.
///
/// @param baseDirectory directory that relative paths refer to
/// @param general settings of the whole program
/// @param defaults settings for all processes
/// @param processes in file order
/// @param settings all values with their places
public record ConfigFile(
    Path path,
    Path baseDirectory,
    GeneralConfig general,
    ProcessConfig defaults,
    List<ConfiguredProcess> processes,
    List<ConfigSetting> settings) {
  /// Settings of one process in a file.
  ///
  /// @param line first line of its table, from 1
  /// @param script name of the discovered script it runs; null if it has a command, or runs the
  ///   script of its own name
  /// @param commandLine the command as written in the file
  public record ConfiguredProcess(
      String name, int line, @Nullable String script, String commandLine, ProcessConfig settings) {}

  /// Reads a file.
  ///
  /// @param problems receives the problems of the file; null is returned if there are any
  static @Nullable ConfigFile read(Path path, Path base, Problems problems) {
    TomlTable table = ConfigDocument.read(path, problems);
    if (table != null) {
      ConfigKeys.FILE.check(table, new TomlNode("the file", table, null), problems);
    }
    return table == null || !problems.isEmpty() ? null : of(path, base, table);
  }

  private static ConfigFile of(Path path, Path base, TomlTable table) {
    TomlSection top = new TomlSection(table);
    ProcessConfigReader reader = new ProcessConfigReader(path, base);
    List<ConfiguredProcess> processes = new ArrayList<>();
    TomlSection tables = top.section("process");
    if (tables != null) {
      tables.keys().forEach(name -> processes.add(process(tables, name, reader)));
    }
    return new ConfigFile(
        path,
        base,
        GeneralConfig.read(top),
        reader.defaults(top),
        List.copyOf(processes),
        ConfigSetting.all(path, table));
  }

  private static ConfiguredProcess process(
      TomlSection tables, String name, ProcessConfigReader reader) {
    TomlSection section = Objects.requireNonNull(tables.section(name));
    ProcessConfig settings = reader.process(section);
    List<String> command = settings.command() == null ? List.of() : settings.command();
    String line =
        section.value("command") instanceof String text ? text : String.join(" ", command);
    return new ConfiguredProcess(name, tables.line(name), section.text("script"), line, settings);
  }
}
