package dev.brummer.app.command.remote;

import dev.brummer.app.command.DurationConverter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `brummer scale`: changes the number of replicas of processes of a running brummer.
@Command(
    name = "scale",
    mixinStandardHelpOptions = true,
    description = "Change how many replicas of a process the running brummer runs.",
    footer = {
      "",
      "Starts the missing replicas, and stops and removes the surplus ones, the highest number first;",
      "their logs stay. A replica has PC_PROC_NAME and PC_REPLICA_NUM in its environment, and a PORT",
      "that is counted up.",
      "Examples:",
      "  brummer scale web=3",
      "  brummer scale web=1 worker=4"
    })
public final class ScaleCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "NAME=COUNT",
      description = "processes and their numbers of replicas, 1 to 100")
  List<String> sizes = List.of();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "60s",
      description = "maximum time to wait for stopped replicas (default: ${DEFAULT-VALUE})")
  Duration timeout = Duration.ZERO;

  @Mixin RemoteOptions remote = new RemoteOptions();

  @Override
  public Integer call() {
    return remote.run("scale", Map.of("sizes", sizes), timeout);
  }
}
