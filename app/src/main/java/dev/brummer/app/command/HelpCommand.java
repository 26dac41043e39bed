package dev.brummer.app.command;

import dev.brummer.app.command.AotTrainingRunCommand.CommandRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `brummer help COMMAND`: the same as `brummer COMMAND --help`.
@Command(
    name = "help",
    mixinStandardHelpOptions = true,
    description = "Print the help of a command.",
    footer = {"", "The manual says more: man brummer, man brummer-run."})
public final class HelpCommand implements Callable<Integer> {
  private final CommandRunner runner;

  @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "a command, such as run")
  List<String> command = List.of();

  public HelpCommand(CommandRunner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() {
    List<String> words = new ArrayList<>(command);
    words.add("--help");
    return runner.execute(System.getenv(), words.toArray(String[]::new));
  }
}
