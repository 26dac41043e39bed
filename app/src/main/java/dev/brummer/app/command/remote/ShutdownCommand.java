package dev.brummer.app.command.remote;

import dev.brummer.app.command.DurationConverter;
import dev.brummer.app.control.ControlClient;
import dev.brummer.app.control.ControlInstance;
import dev.brummer.app.control.JsonFields;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.MessagePrinter;
import dev.brummer.app.program.UserException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `brummer shutdown`: ends a running brummer.
@Command(
    name = "shutdown",
    mixinStandardHelpOptions = true,
    description = "Stop all processes of the running brummer, end it, and wait for its end.",
    footer = {"", "Examples:", "  brummer shutdown"})
public final class ShutdownCommand implements Callable<Integer> {
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
    ControlInstance instance = remote.instance();
    try (ControlClient client = ControlClient.connect(instance)) {
      JsonFields reply;
      try {
        reply = remote.call(client, "shutdown", Map.of(), Duration.ZERO);
      } catch (UserException ended) {
        if (ended.code() != ExitCodes.NOT_RUNNING) {
          throw ended;
        }
        return ExitCodes.OK; // it has ended before its response was sent
      }
      if (!client.awaitEnd(timeout)) {
        MessagePrinter.print(
            "brummer (pid %d) still runs after %d s"
                .formatted(instance.pid(), timeout.toSeconds()));
        return ExitCodes.TIMED_OUT;
      }
      return remote.print(reply);
    }
  }
}
