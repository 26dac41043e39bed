package dev.brummer.app.command;

import dev.brummer.app.command.AotTrainingRunCommand.CommandRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
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
  private final Predicate<String> known;

  @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "a command, such as run")
  List<String> command = List.of();

  /// @param known whether there is a command with this name
  public HelpCommand(CommandRunner runner, Predicate<String> known) {
    this.runner = runner;
    this.known = known;
  }

  @Override
  public Integer call() {
    List<String> words = new ArrayList<>(command);
    if (words.isEmpty() || known.test(words.getFirst())) {
      words.add("--help");
    } // else the parser says that there is no such command
    return runner.execute(System.getenv(), words.toArray(String[]::new));
  }
}
