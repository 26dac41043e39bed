package dev.brummer.app.project.compose;

import dev.brummer.app.project.format.ProjectContext;
import dev.brummer.app.project.yaml.YamlSection;
import dev.brummer.engine.process.SearchPath;
import java.util.List;

/// The shell that executes commands.
///
/// @param program `COMPOSE_SHELL`, else bash if there is one, else sh
/// @param argument option before the command
record ComposeShell(String program, String argument) {
  static ComposeShell of(YamlSection project, ProjectContext context) {
    YamlSection shell = project.section("shell");
    String program = shell == null ? null : shell.text("shell_command");
    String argument = shell == null ? null : shell.text("shell_argument");
    if (shell != null) {
      shell.know(List.of("elevated_shell_command", "elevated_shell_argument"));
      shell.reportUnknownKeys();
    }
    return new ComposeShell(
        program == null || program.isBlank() ? standard(context) : program,
        argument == null ? "-c" : argument);
  }

  private static String standard(ProjectContext context) {
    String chosen = context.environment().getOrDefault("COMPOSE_SHELL", "");
    if (!chosen.isEmpty()) {
      return chosen;
    }
    return SearchPath.of(context.environment()).find("bash") == null ? "sh" : "bash";
  }

  List<String> command(String line) {
    return argument.isEmpty() ? List.of(program, line) : List.of(program, argument, line);
  }
}
