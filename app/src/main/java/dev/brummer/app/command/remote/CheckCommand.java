package dev.brummer.app.command.remote;

import dev.brummer.app.command.DurationConverter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `brummer check`: reports what an edit has changed.
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "After an edit, wait until the processes have reacted and report only what is new.",
    footer = {
      "",
      "New errors of servers and pages, failed tests and builds, responses with 5xx; else \"clean\".",
      "Without --since: since the last check, and what is wrong now in the first one.",
      "Exit code 0 if it is clean, 1 if there are problems, 124 if the processes do not settle.",
      "Examples:",
      "  brummer check",
      "  brummer check web --timeout 60s"
    })
public final class CheckCommand implements Callable<Integer> {
  @Mixin Scope scope = new Scope();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "30s",
      description = "maximum time to wait for the processes (default: ${DEFAULT-VALUE})")
  Duration timeout = Duration.ZERO;

  @Mixin RemoteOptions remote = new RemoteOptions();

  @Override
  public Integer call() {
    return remote.run("check", scope.with(Map.of()), timeout);
  }
}
