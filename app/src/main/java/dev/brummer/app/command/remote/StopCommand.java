package dev.brummer.app.command.remote;

import dev.brummer.app.command.DurationConverter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `brummer stop`: stops processes of a running brummer.
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = "Stop processes of the running brummer and wait for their end.",
    footer = {
      "",
      "Exit code 1 if a process survives, 124 after the timeout. brummer shutdown ends brummer itself.",
      "Examples:",
      "  brummer stop web",
      "  brummer stop all"
    })
public final class StopCommand implements Callable<Integer> {
  @Mixin Targets targets = new Targets();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "60s",
      description = "maximum time to wait; then the exit code is 124 (default: ${DEFAULT-VALUE})")
  Duration timeout = Duration.ZERO;

  @Mixin RemoteOptions remote = new RemoteOptions();

  @Override
  public Integer call() {
    return remote.run("stop", Map.of("names", targets.names), timeout);
  }
}
