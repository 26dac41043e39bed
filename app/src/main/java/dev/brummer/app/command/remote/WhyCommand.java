package dev.brummer.app.command.remote;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `brummer why`: explains the state of a process.
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description =
        "Explain why a process is up or not: dependencies, last exit, ports, errors, last lines.",
    footer = {"", "Exit code 0 if it is up, else 1.", "Examples:", "  brummer why api"})
public final class WhyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "name of the process")
  String name = "";

  @Mixin RemoteOptions remote = new RemoteOptions();

  @Override
  public Integer call() {
    return remote.run("why", Map.of("name", name));
  }
}
