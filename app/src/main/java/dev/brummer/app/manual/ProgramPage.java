package dev.brummer.app.manual;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The page `brummer.1`: the commands, and what they have in common.
final class ProgramPage {
  private static final List<Map.Entry<String, String>> EXIT_CODES =
      List.of(
          Map.entry("0", "Success, or the answer is yes."),
          Map.entry("1", "Failure, or the answer is no."),
          Map.entry("2", "Invalid options, names or configuration."),
          Map.entry("3", "No brummer runs in the project."),
          Map.entry("124", "A condition was not met in time."),
          Map.entry("130, 143", "Ended by SIGINT or SIGTERM."));

  private static final List<Map.Entry<String, String>> VARIABLES =
      List.of(
          Map.entry(
              "BRUMMER_NAME",
              "The default of the option --name: BRUMMER_UI=plain is --ui plain. The command line"
                  + " overrides it. Flags take 1 or 0."),
          Map.entry("BRUMMER_DEBUG", "1 prints the stack trace of an internal error."),
          Map.entry("BRUMMER_CGROUP", "off runs processes without control groups."),
          Map.entry("NO_COLOR", "Any value disables colours."),
          Map.entry("CI", "Any value selects plain output."),
          Map.entry("PORT", "First port of the web processes of a Procfile."),
          Map.entry("BROWSER", "The browser that opens URLs."),
          Map.entry(
              "VISUAL, EDITOR",
              "The editor that opens the location of an error, and of brummer config edit."),
          Map.entry("XDG_CONFIG_HOME", "Directory of brummer/config.toml, ~/.config without it."),
          Map.entry("XDG_STATE_HOME", "Directory of brummer, ~/.local/state without it."),
          Map.entry("XDG_RUNTIME_DIR", "Directory of the control sockets, in brummer."));

  private static final List<Map.Entry<String, String>> FILES =
      List.of(
          Map.entry("brummer.toml", "Configuration of the project, see brummer.toml(5)."),
          Map.entry("~/.config/brummer/config.toml", "Your own configuration."),
          Map.entry(".env, .env.local", "Environment of the processes."),
          Map.entry(
              "~/.local/state/brummer",
              "Logs of the sessions, PID files, tokens; only you can read it."),
          Map.entry("$XDG_RUNTIME_DIR/brummer", "Control sockets and discovery files."));

  private ProgramPage() {}

  /// @param program with all its commands
  /// @param commands the visible ones, in order
  static String of(CommandSpec program, List<CommandLine> commands, String version) {
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
    entries(out, "Exit status", EXIT_CODES);
    entries(out, "Environment", VARIABLES);
    entries(out, "Files", FILES);
    CommandPage.examples(out, footer.examples());
    out.section("See also").text("brummer-run(1), brummer-doctor(1), brummer.toml(5)");
    return out.page();
  }

  private static void entries(
      RoffWriter out, String heading, List<Map.Entry<String, String>> entries) {
    out.section(heading);
    entries.forEach(it -> out.entry(it.getKey(), it.getValue()));
  }
}
