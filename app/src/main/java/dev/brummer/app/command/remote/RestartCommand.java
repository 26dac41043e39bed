package dev.brummer.app.command.remote;

import dev.brummer.app.command.DurationConverter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `brummer restart`: restarts processes of a running brummer.
@Command(
    name = "restart",
    mixinStandardHelpOptions = true,
    description = "Restart processes of the running brummer and wait until they are up again.",
    footer = {
      "",
      "Says which errors are new and which are gone. Exit code 1 if a process is not up again, 124"
          + " after the timeout.",
      "Examples:",
      "  brummer restart api",
      "  brummer restart 'dev:*' --timeout 60s"
    })
public final class RestartCommand implements Callable<Integer> {
  @Mixin Targets targets = new Targets();

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
    return remote.run("restart", Map.of("names", targets.names), timeout);
  }
}
