package dev.brummer.app.completion;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.RelaunchCommandLine;
import dev.brummer.app.program.StandardStreams;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `brummer completion`: prints the completion function of a shell.
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Print the completion function of a shell.",
      "Completes commands, options and their values, scripts, processes, sessions and suites."
    },
    footer = {
      "",
      "Load it for every new shell:",
      "  bash  echo 'source <(brummer completion bash)' >> ~/.bashrc",
      "  zsh   echo 'source <(brummer completion zsh)' >> ~/.zshrc   (after compinit)",
      "  fish  brummer completion fish > ~/.config/fish/completions/brummer.fish"
    })
public final class CompletionCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish")
  CompletionShell shell = CompletionShell.BASH;

  @Override
  public Integer call() {
    StandardStreams.out().print(shell.script(RelaunchCommandLine.command().getFirst()));
    return ExitCodes.OK;
  }
}
