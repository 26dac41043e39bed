package dev.brummer.app.mcp.install;

import dev.brummer.app.program.MessagePrinter;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.engine.text.VisibleText;

/// Prints what an installation would do, and what the user has to know about it.
final class InstallPrinter {
  private InstallPrinter() {}

  /// The changed lines, the command, or the reason why nothing is done.
  static void describe(InstallPlan plan) {
    switch (plan) {
      case InstallPlan.Nothing it ->
          StandardStreams.out().println(VisibleText.line(it.title() + ": " + it.sentence()));
      case InstallPlan.Impossible it -> {
        MessagePrinter.print(it.sentence());
        if (!it.snippet().isEmpty()) {
          MessagePrinter.print("it is unchanged; add this by hand:");
          StandardStreams.out().print(it.snippet());
        }
      }
      case InstallPlan.RunCommand it ->
          StandardStreams.out()
              .println(VisibleText.line(it.title() + ": " + String.join(" ", it.command())));
      case InstallPlan.EditFile it ->
          StandardStreams.out()
              .print(VisibleText.of(it.title() + ": " + it.path() + "\n" + it.difference()));
    }
  }

  /// What to do with the token.
  static void remarks(McpServerAddress address, boolean inProject, boolean codex) {
    if (!(address instanceof McpServerAddress.Http(_, String token))) {
      return;
    }
    if (inProject) {
      MessagePrinter.print("the file holds the project's token: keep it out of the repository");
    }
    if (codex) {
      MessagePrinter.print(
          "codex reads the token from the environment: export "
              + Installer.TOKEN_VARIABLE
              + "="
              + token);
    }
  }
}
