package dev.brummer.app.manual;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The page `brummer.1`: the commands, and what they have in common.
final class ProgramPage {
  /// Sections of the guide's page about the commands that this page quotes.
  private static final List<String> QUOTED =
      List.of("Exit codes", "Environment variables", "Files");

  private ProgramPage() {}

  /// @param program with all its commands
  /// @param commands the visible ones, in order
  /// @param guide its page about the commands
  /// @param pages references of its manual pages
  static String of(
      CommandSpec program,
      List<CommandLine> commands,
      List<MarkdownBlock> guide,
      List<String> pages,
      String version) {
    RoffWriter out = new RoffWriter(program.name(), 1, version);
    String[] description = program.usageMessage().description();
    HelpFooter footer = HelpFooter.of(program.usageMessage().footer());
    out.section("Name").text(program.name() + " - " + CommandPage.summary(description));
    CommandPage.synopsis(out, program);
    out.section("Description");
    out.paragraph(String.join(" ", description));
    out.paragraph(
        "Without a command, runs the project of the current directory, as brummer run does: the"
            + " nearest directory with something to run, from here upwards to the root of the"
            + " repository.");
    out.paragraph(
        "Scripts are found in package.json, deno.json, Procfile, Makefile, justfile, mise.toml, and the"
            + " files of Python, Ruby, PHP, Elixir, .NET, Maven, Gradle, Cargo and Go. The files of"
            + " process-compose, mprocs, Docker Compose, Task and Visual Studio Code are read, too."
            + " brummer.toml adds processes and settings.");
    out.section("Commands");
    for (CommandLine line : commands) {
      CommandSpec command = line.getCommandSpec();
      String[] text = command.usageMessage().description();
      out.entry(CommandPage.name(command) + "(1)", text.length == 0 ? "" : text[0]);
    }
    CommandPage.options(out, program);
    for (String heading : QUOTED) {
      out.section(heading);
      GuidePage.section(guide, heading).forEach(block -> GuidePage.write(out, block));
    }
    CommandPage.examples(out, footer.examples());
    out.section("See also").text("brummer-run(1), brummer-doctor(1), " + String.join(", ", pages));
    return out.page();
  }
}
