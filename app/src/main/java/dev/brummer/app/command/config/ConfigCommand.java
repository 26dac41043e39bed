package dev.brummer.app.command.config;

import dev.brummer.app.program.UserException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `brummer config`: shows and checks the configuration.
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Show, check and write configuration files.",
    subcommands = {
      ConfigShowCommand.class,
      ConfigCheckCommand.class,
      ConfigSchemaCommand.class,
      ConfigInitCommand.class,
      ConfigEditCommand.class,
      ConfigApplyCommand.class
    })
public final class ConfigCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw UserException.usage(
        "brummer config needs one of "
            + String.join(", ", spec.subcommands().keySet())
            + " (brummer config --help)");
  }
}
