package dev.brummer.app.manual;

import dev.brummer.app.command.EnvironmentDefaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The manual page of one command, and the parts it has in common with the page of the program.
final class CommandPage {
  private CommandPage() {}

  /// Name of the page of a command: `brummer-mcp-install` for `brummer mcp install`.
  static String name(CommandSpec command) {
    return command.qualifiedName("-");
  }

  /// The whole page.
  ///
  /// @param version of the program
  static String of(CommandSpec command, String version) {
    RoffWriter out = new RoffWriter(name(command), 1, version);
    HelpFooter footer = HelpFooter.of(command.usageMessage().footer());
    String[] description = command.usageMessage().description();
    out.section("Name").text(name(command) + " - " + summary(description));
    synopsis(out, command);
    out.section("Description");
    for (String paragraph : description) {
      out.paragraph(paragraph);
    }
    if (!footer.sentences().isEmpty()) {
      out.paragraph(String.join(" ", footer.sentences()));
    }
    operands(out, command);
    options(out, command);
    footer.lists().forEach((heading, lines) -> list(out, heading, lines));
    subcommands(out, command);
    exitStatus(out, command, footer);
    environment(out, command);
    examples(out, footer.examples());
    seeAlso(out, command);
    return out.page();
  }

  /// A summary as the index of the manual wants it: without a full stop, in lower case.
  static String summary(String... description) {
    String first = description.length == 0 ? "" : description[0].replaceFirst("[.]$", "");
    return first.isEmpty() ? first : Character.toLowerCase(first.charAt(0)) + first.substring(1);
  }

  static void synopsis(RoffWriter out, CommandSpec command) {
    out.section("Synopsis").text(synopsis(command));
  }

  static String synopsis(CommandSpec command) {
    StringBuilder line = new StringBuilder(command.qualifiedName(" "));
    line.append(command.options().isEmpty() ? "" : " [OPTION…]");
    line.append(command.subcommands().isEmpty() ? "" : " [COMMAND]");
    for (PositionalParamSpec operand : command.positionalParameters()) {
      String many = operand.isMultiValue() ? operand.paramLabel() + "…" : operand.paramLabel();
      line.append(operand.arity().min() > 0 ? " " + many : " [" + many + "]");
    }
    boolean runs = command.name().equals("run") || command.name().equals("up");
    return line + (runs ? " [-- COMMAND…]" : "");
  }

  private static void operands(RoffWriter out, CommandSpec command) {
    List<PositionalParamSpec> operands =
        command.positionalParameters().stream().filter(it -> !it.hidden()).toList();
    if (!operands.isEmpty()) {
      out.section("Operands");
      operands.forEach(it -> out.entry(it.paramLabel(), description(it)));
    }
  }

  static void options(RoffWriter out, CommandSpec command) {
    out.section("Options");
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        out.entry(names(option), description(option));
      }
    }
  }

  static String names(OptionSpec option) {
    List<String> names = new ArrayList<>(List.of(option.names()));
    names.sort((one, other) -> Integer.compare(one.length(), other.length()));
    if (option.negatable()) {
      names.add(option.longestName().replaceFirst("^--", "--no-"));
    }
    String joined = String.join(", ", names);
    return option.arity().max() == 0 ? joined : joined + " " + option.paramLabel();
  }

  static String description(ArgSpec argument) {
    return String.join(" ", argument.description());
  }

  private static void list(RoffWriter out, String heading, List<String> lines) {
    out.section(heading);
    for (String line : lines) {
      Map.Entry<String, String> entry = HelpFooter.entry(line);
      out.entry(entry.getKey(), entry.getValue());
    }
  }

  private static void subcommands(RoffWriter out, CommandSpec command) {
    if (command.subcommands().isEmpty()) {
      return;
    }
    out.section("Commands");
    for (CommandLine line : command.subcommands().values()) {
      CommandSpec sub = line.getCommandSpec();
      out.entry(sub.qualifiedName(" "), String.join(" ", sub.usageMessage().description()));
    }
  }

  private static void exitStatus(RoffWriter out, CommandSpec command, HelpFooter footer) {
    out.section("Exit status");
    footer.exitStatus().forEach(out::paragraph);
    if (command.name().equals("run")) {
      out.paragraph(
          "Without the UI, the exit code of the process that --success selects; 128 + n after signal"
              + " n.");
    }
    out.paragraph("All exit codes of brummer are described in brummer(1).");
  }

  private static void environment(RoffWriter out, CommandSpec command) {
    List<OptionSpec> options =
        command.options().stream()
            .filter(it -> !it.hidden() && !it.usageHelp() && !it.versionHelp())
            .toList();
    if (options.isEmpty()) {
      return;
    }
    out.section("Environment");
    for (OptionSpec option : options) {
      out.entry(
          EnvironmentDefaults.variable(option.longestName()),
          option.arity().max() == 0
              ? "1 or 0: the default of " + option.longestName()
              : "the default of " + option.longestName());
    }
  }

  static void examples(RoffWriter out, List<String> examples) {
    if (!examples.isEmpty()) {
      out.section("Examples");
      for (String line : examples) {
        Map.Entry<String, String> entry = HelpFooter.entry(line);
        if (entry.getValue().isEmpty()) {
          out.example(List.of(line));
        } else {
          out.entry(entry.getKey(), entry.getValue());
        }
      }
    }
  }

  private static void seeAlso(RoffWriter out, CommandSpec command) {
    CommandSpec parent = command.parent();
    List<String> pages = new ArrayList<>();
    while (parent != null) {
      pages.add(name(parent) + "(1)");
      parent = parent.parent();
    }
    command.subcommands().values().forEach(it -> pages.add(name(it.getCommandSpec()) + "(1)"));
    pages.add("brummer.toml(5)");
    out.section("See also").text(String.join(", ", pages));
  }
}
