package dev.brummer.app.config;

import dev.brummer.tui.paint.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;

/// One configuration file.
///
/// @param baseDirectory where its relative paths begin
/// @param defaults said of every process
/// @param theme of the UI, null where it says nothing of it
/// @param processes in the order of the file
public record ConfigFile(
    Path path,
    Path baseDirectory,
    ProcessConfig defaults,
    @Nullable String theme,
    List<ConfiguredProcess> processes) {
  /// What a file says of one process.
  ///
  /// @param line that it begins at, from 1
  /// @param script the name of what it runs, of what was found in the project; null for a command
  ///   or for what is called like itself
  /// @param commandLine the command as it is written
  public record ConfiguredProcess(
      String name, int line, @Nullable String script, String commandLine, ProcessConfig settings) {}

  /// @throws ConfigException with its first mistake
  static ConfigFile read(Path path, Path base) {
    TomlParseResult parsed;
    try {
      parsed = Toml.parse(Files.readString(path));
    } catch (IOException unreadable) {
      throw new ConfigException(path + " cannot be read: " + unreadable.getMessage());
    }
    if (parsed.hasErrors()) {
      TomlParseError first = parsed.errors().getFirst();
      String sentence = String.valueOf(first.getMessage());
      throw new ConfigException(
          TomlSection.location(path, first.position())
              + Character.toLowerCase(sentence.charAt(0))
              + sentence.substring(1));
    }
    TomlSection top = new TomlSection(path, parsed);
    ProcessConfig all = ProcessConfig.ofDefaults(top, base);
    String theme = top.choice("theme", Theme.optionNames());
    List<ConfiguredProcess> processes = new ArrayList<>();
    TomlSection named = top.section("process");
    top.rejectUnknownKeys();
    if (named != null) {
      for (String name : named.keys()) {
        processes.add(process(named, name, base));
      }
    }
    return new ConfigFile(path, base, all, theme, processes);
  }

  private static ConfiguredProcess process(TomlSection named, String name, Path base) {
    TomlSection section = named.section(name);
    if (section == null || name.isBlank()) {
      throw named.invalid(name, "is a table, as [process.web]");
    }
    String script = section.text("script");
    ProcessConfig settings = ProcessConfig.of(section, base);
    section.rejectUnknownKeys();
    if (script != null && settings.command() != null) {
      throw section.invalid("script", "and command say both what to run: leave one out");
    }
    List<String> command = settings.command() == null ? List.of() : settings.command();
    String line =
        section.isText("command")
            ? String.valueOf(section.text("command"))
            : String.join(" ", command);
    return new ConfiguredProcess(name, named.line(name), script, line, settings);
  }
}
