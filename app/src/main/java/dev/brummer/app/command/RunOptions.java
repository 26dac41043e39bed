package dev.brummer.app.command;

import dev.brummer.app.attach.BackgroundLauncher;
import dev.brummer.app.fastpath.OptionValue;
import dev.brummer.app.plain.CompletionTracker;
import dev.brummer.app.plain.PrefixTemplate;
import dev.brummer.app.program.UserException;
import dev.brummer.app.run.OutputMode;
import dev.brummer.app.run.RunSettings;
import dev.brummer.engine.text.Suggestions;
import dev.brummer.engine.text.VisibleText;
import dev.brummer.proxy.history.RequestHistory;
import dev.brummer.tui.Guidance;
import dev.brummer.tui.paint.Theme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Options for output, proxy and the end of a run, shared by `run` and `demo`.
final class RunOptions {
  @Option(
      names = "--ui",
      paramLabel = "KIND",
      description =
          "auto, tui, plain (name | line) or json (one object per line) (default: ${DEFAULT-VALUE})")
  OutputMode.Kind ui = OutputMode.Kind.AUTO;

  @Option(names = "--no-proxy", description = "do not proxy detected URLs")
  boolean noProxy;

  @Option(
      names = "--proxy-port",
      paramLabel = "PORT",
      converter = PortConverter.class,
      description = "first port the proxy tries; also enables the proxy without the UI")
  @Nullable Integer proxyPort;

  @Option(names = "--no-mcp", description = "do not let agents in (MCP)")
  boolean noMcp;

  @Option(
      names = "--mcp-port",
      paramLabel = "PORT",
      converter = PortConverter.class,
      description =
          "first port that MCP over HTTP tries (default: 7777); also opens it without the UI")
  @Nullable Integer mcpPort;

  @Option(
      names = "--keep-ports",
      description =
          "serve each page at the port its server prints, by restarting the server with another PORT;"
              + " for servers that use PORT")
  boolean keepPorts;

  @Option(
      names = "--forward-proxy",
      paramLabel = "PORT",
      converter = PortConverter.class,
      description =
          "also open a forward proxy with a /proxy.pac on this port or the next free one, for"
              + " browsers configured to use a proxy")
  @Nullable Integer forwardProxy;

  @Option(
      names = "--tunnel-anywhere",
      description =
          "let the forward proxy tunnel (CONNECT) to any address, not only to this machine and to"
              + " private networks")
  boolean tunnelAnywhere;

  @Option(
      names = "--requests",
      paramLabel = "COUNT",
      converter = CountConverter.class,
      description = "number of requests the proxy keeps (default: ${DEFAULT-VALUE})")
  int requests = RequestHistory.DEFAULT_SIZE;

  @Option(
      names = "--until",
      paramLabel = "WHAT",
      description =
          "without the UI, end the run when all, any or the NAME process exits (default:"
              + " ${DEFAULT-VALUE})")
  String until = CompletionTracker.Policy.ALL;

  @Option(
      names = "--success",
      paramLabel = "WHOSE",
      description =
          "exit code of the run: all (first failing), first, last or NAME (default:"
              + " ${DEFAULT-VALUE})")
  String success = CompletionTracker.Policy.ALL;

  @Option(
      names = {"-k", "--kill-others"},
      description = "same as --until any")
  boolean killOthers;

  @Option(names = "--kill-others-on-fail", description = "stop all processes when one fails")
  boolean killOthersOnFail;

  @Option(names = "--timestamps", description = "prefix lines with a timestamp (plain output)")
  boolean timestamps;

  @Option(
      names = "--prefix",
      paramLabel = "TEMPLATE",
      description = "prefix of each line, with the fields {name} and {time} (plain output)")
  @Nullable String prefix;

  @Option(
      names = "--theme",
      paramLabel = "THEME",
      description =
          "dark, light (both in the terminal's own colours), honey (dark), meadow (light) or auto:"
              + " honey or meadow on a true-colour terminal (default: as configured, else auto)")
  @Nullable Theme theme;

  @Option(names = "--no-color", description = "disable colours (also: NO_COLOR)")
  boolean noColor;

  @Option(names = "--no-mouse", description = "leave the mouse to the terminal")
  boolean noMouse;

  @Option(
      names = "--reveal",
      description = "show secrets: values of env files and of variables such as API_TOKEN")
  boolean reveal;

  @Option(names = BackgroundLauncher.OPTION, paramLabel = "SOCKET", hidden = true)
  @Nullable Path backgroundChild;

  @Mixin ProcessOptions processOptions = new ProcessOptions();

  /// @return false if no option of this group has this name
  boolean set(OptionValue option) {
    switch (option.name()) {
      case "--ui" -> ui = option.oneOf(OutputMode.Kind.values());
      case "--no-proxy" -> noProxy = option.flag();
      case "--proxy-port" -> proxyPort = option.convert(new PortConverter());
      case "--no-mcp" -> noMcp = option.flag();
      case "--mcp-port" -> mcpPort = option.convert(new PortConverter());
      case "--keep-ports" -> keepPorts = option.flag();
      case "--forward-proxy" -> forwardProxy = option.convert(new PortConverter());
      case "--tunnel-anywhere" -> tunnelAnywhere = option.flag();
      case "--requests" -> requests = option.convert(new CountConverter());
      case "--until" -> until = option.text();
      case "--success" -> success = option.text();
      case "--kill-others" -> killOthers = option.flag();
      case "--kill-others-on-fail" -> killOthersOnFail = option.flag();
      case "--timestamps" -> timestamps = option.flag();
      case "--prefix" -> prefix = option.text();
      case "--theme" -> theme = option.oneOf(Theme.values());
      case "--no-color" -> noColor = option.flag();
      case "--no-mouse" -> noMouse = option.flag();
      case "--reveal" -> reveal = option.flag();
      case BackgroundLauncher.OPTION -> backgroundChild = option.path();
      default -> {
        return processOptions.set(option);
      }
    }
    return true;
  }

  /// The settings of a run.
  ///
  /// @throws UserException if `--prefix` is invalid or options of the proxy contradict each other
  RunSettings settings() {
    if (keepPorts && noProxy) {
      throw UserException.usage("--keep-ports requires the proxy; remove --no-proxy");
    }
    if (tunnelAnywhere && forwardProxy == null) {
      throw UserException.usage("--tunnel-anywhere requires --forward-proxy PORT");
    }
    if (noMcp && mcpPort != null) {
      throw UserException.usage("--mcp-port requires MCP; remove --no-mcp");
    }
    return new RunSettings(
        !noProxy,
        proxyPort,
        forwardProxy,
        tunnelAnywhere,
        keepPorts,
        requests,
        prefixTemplate(),
        new CompletionTracker.Policy(
            killOthers ? CompletionTracker.Policy.ANY : until, success, killOthersOnFail),
        theme,
        noColor,
        !noMouse,
        !noMcp,
        mcpPort,
        reveal,
        backgroundChild,
        Guidance.FIRST_STEPS);
  }

  /// Checks the names in `--until` and `--success`.
  ///
  /// @param names names of the started processes
  /// @throws UserException for a name that is neither a keyword nor one of `names`
  void validate(Set<String> names) {
    validate(
        "--until",
        until,
        List.of(CompletionTracker.Policy.ALL, CompletionTracker.Policy.ANY),
        names);
    validate(
        "--success",
        success,
        List.of(
            CompletionTracker.Policy.ALL,
            CompletionTracker.Policy.FIRST,
            CompletionTracker.Policy.LAST),
        names);
  }

  private static void validate(
      String option, String value, List<String> keywords, Set<String> names) {
    if (!keywords.contains(value) && !names.contains(value)) {
      List<String> all = new ArrayList<>(keywords);
      all.addAll(names);
      throw UserException.usage(
          "invalid value for "
              + option
              + ": "
              + VisibleText.quoted(value)
              + " (use "
              + Suggestions.list(all)
              + ")");
    }
  }

  private PrefixTemplate prefixTemplate() {
    if (prefix == null) {
      return PrefixTemplate.defaultTemplate(timestamps);
    }
    try {
      return PrefixTemplate.parse(prefix);
    } catch (IllegalArgumentException unknown) {
      throw UserException.usage("--prefix: " + unknown.getMessage());
    }
  }
}
