package dev.brummer.app.command;

import dev.brummer.app.plain.PrefixTemplate;
import dev.brummer.app.plain.RunOutcome;
import dev.brummer.app.program.UserException;
import dev.brummer.app.run.OutputMode;
import dev.brummer.proxy.history.RequestHistory;
import dev.brummer.tui.paint.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How a run looks, ends and is proxied: shared by `run` and `demo`. Each has a twin in the
/// environment ([EnvironmentDefaults]).
public final class RunOptions {
  @Option(
      names = "--ui",
      paramLabel = "KIND",
      description = "auto, tui, plain (name | line) or json (one object a line). Default: auto")
  OutputMode.Kind ui = OutputMode.Kind.AUTO;

  @Option(names = "--no-proxy", description = "do not put a proxy before the URLs that are printed")
  public boolean noProxy;

  @Option(
      names = "--proxy-port",
      paramLabel = "PORT",
      converter = PortConverter.class,
      description = "first port the proxy tries; also turns it on where there is no UI")
  @Nullable
  public Integer proxyPort;

  @Option(
      names = "--keep-ports",
      description =
          "proxy each server at the port it prints, for addresses that are registered elsewhere"
              + " (OAuth): the server is restarted with another PORT; it must take that variable")
  public boolean keepPorts;

  @Option(
      names = "--forward-proxy",
      paramLabel = "PORT",
      converter = PortConverter.class,
      description =
          "also a forward proxy, from that port on, with /proxy.pac: for hosts that only a"
              + " browser's own proxy setting can send here")
  @Nullable
  public Integer forwardProxy;

  @Option(
      names = "--requests",
      paramLabel = "COUNT",
      converter = CountConverter.class,
      description = "how many requests the proxy remembers. Default: 1000")
  public int requests = RequestHistory.DEFAULT_SIZE;

  @Option(
      names = "--until",
      paramLabel = "WHAT",
      description = "without a UI, the run is over when all or any have ended, or NAME has")
  String until = RunOutcome.Policy.ALL;

  @Option(
      names = "--success",
      paramLabel = "WHOSE",
      description = "whose exit code it ends with: all (the first failing), first, last or NAME")
  String success = RunOutcome.Policy.ALL;

  @Option(
      names = {"-k", "--kill-others"},
      description = "the same as --until any")
  boolean killOthers;

  @Option(names = "--kill-others-on-fail", description = "stop all when the first fails")
  boolean killOthersOnFail;

  @Option(names = "--timestamps", description = "without a UI, the time before each line")
  boolean timestamps;

  @Option(
      names = "--prefix",
      paramLabel = "TEMPLATE",
      description = "without a UI, what stands before each line, of {name} and {time}")
  @Nullable String prefix;

  @Option(
      names = "--theme",
      paramLabel = "THEME",
      description =
          "auto, dark, light (all in the terminal's own colours), honey (dark) or meadow (light)."
              + " Default: auto")
  @Nullable
  public Theme theme;

  @Option(names = "--no-color", description = "no colours; so does NO_COLOR")
  public boolean noColor;

  @Option(names = "--no-mouse", description = "leave the mouse to the terminal")
  public boolean noMouse;

  @Mixin ProcessOptions children = new ProcessOptions();

  public RunOutcome.Policy policy() {
    return new RunOutcome.Policy(
        killOthers ? RunOutcome.Policy.ANY : until, success, killOthersOnFail);
  }

  /// That `--until` and `--success` speak of somebody who takes part.
  ///
  /// @param names of those who do
  /// @throws UserException if not
  void validate(Set<String> names) {
    validate("--until", until, List.of(RunOutcome.Policy.ALL, RunOutcome.Policy.ANY), names);
    validate(
        "--success",
        success,
        List.of(RunOutcome.Policy.ALL, RunOutcome.Policy.FIRST, RunOutcome.Policy.LAST),
        names);
    prefixTemplate();
  }

  /// @throws UserException if options of the proxy contradict each other
  void validateProxy() {
    if (keepPorts && noProxy) {
      throw UserException.usage("--keep-ports needs the proxy: leave out --no-proxy");
    }
  }

  private static void validate(String option, String asked, List<String> words, Set<String> names) {
    if (!words.contains(asked) && !names.contains(asked)) {
      List<String> all = new ArrayList<>(words);
      all.addAll(names);
      throw UserException.usage(
          option + " " + asked + ": no process is called so; there are " + String.join(", ", all));
    }
  }

  public PrefixTemplate prefixTemplate() {
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
