package dev.brummer.app.command.remote;

import dev.brummer.app.command.DurationConverter;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `brummer wait`: waits for a condition of processes.
@Command(
    name = "wait",
    mixinStandardHelpOptions = true,
    description = "Wait until processes of the running brummer meet a condition.",
    footer = {
      "",
      "Conditions:",
      "  ready          ready, or exited successfully",
      "  exit           exited, with any code",
      "  healthy        ready and without an error",
      "  log:REGEX      a line matches that was printed since the last start of its process",
      "  quiet          no output for a second; quiet:5 for five",
      "  request        a request through the proxy; request:FILTER",
      "  no-new-errors  all have settled, without a new error",
      "Exit code 0 if it is met, 1 if it cannot be met any more, 124 after the timeout.",
      "Examples:",
      "  brummer wait web --for ready --timeout 60s",
      "  brummer start api --for none && brummer wait api --for 'log:listening on \\d+'",
      "  brummer wait web --for log:compiled --since now"
    })
public final class WaitCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      description =
          "processes that must all meet it: names, globs ('dev:*') or groups (default: all running)")
  List<String> names = List.of();

  @Option(
      names = "--for",
      paramLabel = "CONDITION",
      completionCandidates = Conditions.class,
      defaultValue = "ready",
      description = "see below (default: ${DEFAULT-VALUE})")
  String condition = "ready";

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "30s",
      description = "maximum time to wait (default: ${DEFAULT-VALUE})")
  Duration timeout = Duration.ZERO;

  @Option(
      names = "--since",
      paramLabel = "CURSOR",
      description =
          "only what came after the cursor of an earlier result (--json shows it); now: from now on")
  String cursor = "";

  @Mixin RemoteOptions remote = new RemoteOptions();

  @Override
  public Integer call() {
    return remote.run("wait", Map.of("names", names, "for", condition, "cursor", cursor), timeout);
  }

  /// Values of `--for`, for completion.
  static final class Conditions implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("ready", "exit", "healthy", "log:", "quiet", "request", "no-new-errors")
          .iterator();
    }
  }
}
