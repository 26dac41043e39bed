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

/// `brummer start`: starts processes of a running brummer.
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = "Start processes in the running brummer and wait until they are up.",
    footer = {
      "",
      "Exit code 1 if a process cannot be up any more, 124 after the timeout.",
      "Examples:",
      "  brummer start web api",
      "  brummer start 'dev:*' --for none"
    })
public final class StartCommand implements Callable<Integer> {
  @Mixin Targets targets = new Targets();

  @Option(
      names = "--for",
      paramLabel = "CONDITION",
      completionCandidates = Conditions.class,
      defaultValue = "ready",
      description = "what to wait for: ready, exit or none (default: ${DEFAULT-VALUE})")
  String until = "ready";

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "30s",
      description = "maximum time to wait; then the exit code is 124 (default: ${DEFAULT-VALUE})")
  Duration timeout = Duration.ZERO;

  @Mixin RemoteOptions remote = new RemoteOptions();

  @Override
  public Integer call() {
    return remote.run("start", Map.of("names", targets.names, "until", until), timeout);
  }

  /// Values of `--for`, for completion.
  static final class Conditions implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("ready", "exit", "none").iterator();
    }
  }
}
