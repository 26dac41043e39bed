package dev.brummer.app.command.remote;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `brummer open`: opens the URL of a process in the browser.
@Command(
    name = "open",
    mixinStandardHelpOptions = true,
    description = "Open the URL of a process in the browser, through the proxy if there is one.",
    footer = {"", "Examples:", "  brummer open web"})
public final class OpenCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "name of the process")
  String name = "";

  @Mixin RemoteOptions remote = new RemoteOptions();

  @Override
  public Integer call() {
    return remote.run("open", Map.of("name", name));
  }
}
