package dev.brummer.app.command.remote;

import dev.brummer.app.command.DurationConverter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `brummer kill`: kills processes of a running brummer.
@Command(
    name = "kill",
    mixinStandardHelpOptions = true,
    description = "Kill processes of the running brummer with SIGKILL.",
    footer = {
      "",
      "brummer stop gives them time to end by themselves.",
      "Exit code 1 if a process survives, 124 after the timeout.",
      "Examples:",
      "  brummer kill api"
    })
public final class KillCommand implements Callable<Integer> {
  @Mixin Targets targets = new Targets();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "10s",
      description = "maximum time to wait; then the exit code is 124 (default: ${DEFAULT-VALUE})")
  Duration timeout = Duration.ZERO;

  @Mixin RemoteOptions remote = new RemoteOptions();

  @Override
  public Integer call() {
    return remote.run("kill", Map.of("names", targets.names), timeout);
  }
}
