package dev.brummer.app.command.config;

import dev.brummer.app.command.DurationConverter;
import dev.brummer.app.command.EnvironmentDefaults;
import dev.brummer.app.command.PortConverter;
import dev.brummer.app.config.EffectiveConfig.Entry;
import dev.brummer.app.config.EffectiveConfig.Origin;
import dev.brummer.tui.paint.Theme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// The options of `brummer run` that override settings of files.
final class SettingOptions {
  @Option(names = "--theme", paramLabel = "THEME", description = "as for brummer run")
  @Nullable Theme theme;

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "as for brummer run")
  @Nullable Duration grace;

  @Option(names = "--pty", negatable = true, description = "as for brummer run")
  @Nullable Boolean pty;

  @Option(names = "--no-proxy", description = "as for brummer run")
  boolean noProxy;

  @Option(
      names = "--proxy-port",
      paramLabel = "PORT",
      converter = PortConverter.class,
      description = "as for brummer run")
  @Nullable Integer proxyPort;

  @Option(names = "--no-mcp", description = "as for brummer run")
  boolean noMcp;

  @Option(
      names = "--mcp-port",
      paramLabel = "PORT",
      converter = PortConverter.class,
      description = "as for brummer run")
  @Nullable Integer mcpPort;

  /// The values of the options by the keys that they override.
  List<Entry> overrides(CommandSpec spec) {
    List<Entry> all = new ArrayList<>();
    add(all, spec, "theme", "--theme", theme == null ? null : "\"" + theme.optionName() + "\"");
    add(all, spec, "grace", "--grace", grace == null ? null : "\"" + text(grace) + "\"");
    add(all, spec, "pty", "--pty", pty);
    add(all, spec, "proxy.enabled", "--no-proxy", noProxy ? "false" : null);
    add(all, spec, "proxy.port", "--proxy-port", proxyPort);
    add(all, spec, "mcp.enabled", "--no-mcp", noMcp ? "false" : null);
    add(all, spec, "mcp.port", "--mcp-port", mcpPort);
    return all;
  }

  private static void add(
      List<Entry> all, CommandSpec spec, String key, String option, @Nullable Object value) {
    if (value == null) {
      return;
    }
    boolean typed = spec.commandLine().getParseResult().hasMatchedOption(option);
    all.add(
        new Entry(
            key,
            value.toString(),
            typed ? Origin.COMMAND_LINE : Origin.ENVIRONMENT,
            typed ? option : EnvironmentDefaults.variable(option),
            null));
  }

  private static String text(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }
}
