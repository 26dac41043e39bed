package dev.brummer.app.config;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.file.ProjectTextFile;
import dev.brummer.tui.paint.Theme;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;

/// Parsed configuration file.
///
/// @param baseDirectory directory that relative paths refer to
/// @param defaults settings for all processes
/// @param theme UI theme, null if not set
/// @param onHangup `stop` or [#DETACH], null if not set
/// @param requestReplay whether agents may replay requests, null if not set
/// @param processes in file order
public record ConfigFile(
    Path path,
    Path baseDirectory,
    ProcessConfig defaults,
    @Nullable String theme,
    @Nullable String onHangup,
    @Nullable Boolean requestReplay,
    List<ConfiguredProcess> processes) {
  /// Value of `on_hangup` that lets a run go on without its terminal.
  static final String DETACH = "detach";

  /// Settings of one process in a file.
  ///
  /// @param line first line of its table, from 1
  /// @param script name of the discovered script it runs; null if it has a command, or runs the
  ///   script of its own name
  /// @param commandLine the command as written in the file
  public record ConfiguredProcess(
      String name, int line, @Nullable String script, String commandLine, ProcessConfig settings) {}

  /// @throws ConfigException for the first error in the file
  static ConfigFile read(Path path, Path base) {
    TomlParseResult parsed;
    try {
      ByteBuffer bytes = ByteBuffer.wrap(ProjectTextFile.read(path));
      parsed = Toml.parse(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (IOException unreadable) {
      throw new ConfigException(path + ": cannot read the file: " + IoErrorMessage.of(unreadable));
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
    ProcessConfig defaults = ProcessConfig.ofDefaults(top, base);
    String theme = top.choice("theme", Theme.optionNames());
    String onHangup = top.choice("on_hangup", List.of("stop", DETACH));
    Boolean requestReplay = requestReplay(top.section("mcp"));
    List<ConfiguredProcess> processes = new ArrayList<>();
    TomlSection processTables = top.section("process");
    top.rejectUnknownKeys();
    if (processTables != null) {
      for (String name : processTables.keys()) {
        processes.add(process(processTables, name, base));
      }
    }
    return new ConfigFile(path, base, defaults, theme, onHangup, requestReplay, processes);
  }

  private static @Nullable Boolean requestReplay(@Nullable TomlSection mcp) {
    if (mcp == null) {
      return null;
    }
    Boolean replay = mcp.flag("request_replay");
    mcp.rejectUnknownKeys();
    return replay;
  }

  private static ConfiguredProcess process(TomlSection processTables, String name, Path base) {
    TomlSection section = processTables.section(name);
    if (section == null || name.isBlank()) {
      throw processTables.invalid(name, "must be a table, for example [process.web]");
    }
    String script = section.text("script");
    ProcessConfig settings = ProcessConfig.of(section, base);
    section.rejectUnknownKeys();
    if (script != null && settings.command() != null) {
      throw section.invalid("script", "and command exclude each other");
    }
    List<String> command = settings.command() == null ? List.of() : settings.command();
    String line =
        section.isText("command")
            ? String.valueOf(section.text("command"))
            : String.join(" ", command);
    return new ConfiguredProcess(name, processTables.line(name), script, line, settings);
  }
}
