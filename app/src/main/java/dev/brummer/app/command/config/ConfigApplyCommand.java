package dev.brummer.app.command.config;

import dev.brummer.app.command.remote.RemoteOptions;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `brummer config apply`: lets a running brummer take over changed configuration files.
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description = {
      "Let the running brummer apply changed configuration files.",
      "Processes whose definition has changed are restarted if they run."
    })
public final class ConfigApplyCommand implements Callable<Integer> {
  @Option(names = "--dry-run", description = "only say what would change")
  boolean dryRun;

  @Mixin RemoteOptions remote = new RemoteOptions();

  @Override
  public Integer call() {
    return remote.run("config.apply", Map.of("dryRun", dryRun));
  }
}
