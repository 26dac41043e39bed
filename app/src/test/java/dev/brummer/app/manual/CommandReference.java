package dev.brummer.app.manual;

import dev.brummer.app.ProgramModel;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// All commands with their operands and options in Markdown, from the model of the command line.
public final class CommandReference {
  private CommandReference() {}

  public static String markdown() {
    StringBuilder out = new StringBuilder();
    ProgramModel.commandLine()
        .getSubcommands()
        .forEach((name, line) -> {
          if (!name.startsWith("_")) {
            append(out, line.getCommandSpec());
          }
        });
    return out.toString().stripTrailing() + "\n";
  }

  private static void append(StringBuilder out, CommandSpec command) {
    HelpFooter footer = HelpFooter.of(command.usageMessage().footer());
    String name = command.qualifiedName(" ");
    out.append("### ").append(name).append("\n\n");
    out.append("    ").append(CommandPage.synopsis(command)).append("\n\n");
    paragraph(out, String.join(" ", command.usageMessage().description()));
    paragraph(out, String.join(" ", footer.sentences()));
    paragraph(out, String.join(" ", footer.exitStatus()));
    table(out, command);
    footer.lists().forEach((heading, lines) -> list(out, heading, lines));
    examples(out, footer.examples());
    command.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .forEach(it -> append(out, it));
  }

  private static void paragraph(StringBuilder out, String text) {
    if (!text.isBlank()) {
      out.append(escape(text)).append("\n\n");
    }
  }

  private static void table(StringBuilder out, CommandSpec command) {
    List<PositionalParamSpec> operands =
        command.positionalParameters().stream().filter(it -> !it.hidden()).toList();
    List<OptionSpec> options =
        command.options().stream()
            .filter(it -> !it.hidden() && !it.usageHelp() && !it.versionHelp())
            .toList();
    if (operands.isEmpty() && options.isEmpty()) {
      return;
    }
    out.append("| option | what |\n|---|---|\n");
    operands.forEach(it -> row(out, it.paramLabel(), CommandPage.description(it)));
    options.forEach(it -> row(out, CommandPage.names(it), CommandPage.description(it)));
    out.append('\n');
  }

  private static void list(StringBuilder out, String heading, List<String> lines) {
    out.append("| ").append(heading).append(" | what |\n|---|---|\n");
    for (String line : lines) {
      Map.Entry<String, String> entry = HelpFooter.entry(line);
      row(out, entry.getKey(), entry.getValue());
    }
    out.append('\n');
  }

  private static void row(StringBuilder out, String names, String text) {
    out.append("| `")
        .append(names.replace("|", "\\|"))
        .append("` | ")
        .append(escape(text).replace("|", "\\|"))
        .append(" |\n");
  }

  private static void examples(StringBuilder out, List<String> examples) {
    if (!examples.isEmpty()) {
      out.append("```sh\n")
          .append(
              examples.stream()
                  .map(HelpFooter::entry)
                  .map(it -> it.getKey() + (it.getValue().isEmpty() ? "" : "  # " + it.getValue()))
                  .collect(Collectors.joining("\n")))
          .append("\n```\n\n");
    }
  }

  private static String escape(String text) {
    return text.replace("*", "\\*").replace("<", "&lt;");
  }
}
