package dev.brummer.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `brummer mcp`: the commands for coding agents.
@Command(
    name = "mcp",
    mixinStandardHelpOptions = true,
    description = "Serve coding agents over the Model Context Protocol.")
public final class McpCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
