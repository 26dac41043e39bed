package dev.brummer.app.manual;

import dev.brummer.app.completion.CompletionShell;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/// `brummer __share DIR`: writes the manual pages, the guide and the completion functions below the
/// directory `share` of an installation, for the build.
@Command(name = "__share", hidden = true)
public final class ShareCommand implements Callable<Integer> {
  /// Where the packages of each shell look.
  private static final Map<CompletionShell, String> COMPLETIONS =
      Map.of(
          CompletionShell.BASH, "bash-completion/completions/brummer",
          CompletionShell.ZSH, "zsh/site-functions/_brummer",
          CompletionShell.FISH, "fish/vendor_completions.d/brummer.fish");

  private final Supplier<CommandSpec> program;
  private final Predicate<String> hidden;

  @Parameters(index = "0", paramLabel = "DIR")
  Path directory = Path.of("");

  /// @param program the program with all its commands
  /// @param hidden whether the command with this name has no page
  public ShareCommand(Supplier<CommandSpec> program, Predicate<String> hidden) {
    this.program = program;
    this.hidden = hidden;
  }

  @Override
  public Integer call() throws IOException {
    Guide guide = Guide.read();
    pages(program.get(), hidden, guide).forEach((path, page) -> write("man/" + path, page));
    guide.pages().forEach((name, page) -> write("doc/brummer/" + name, page));
    COMPLETIONS.forEach((shell, file) -> write(file, shell.script(program.get().name())));
    return ExitCodes.OK;
  }

  private void write(String path, String text) {
    try {
      Path file = directory.resolve(path).toAbsolutePath();
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /// All pages, by their path below `share/man`.
  static SequencedMap<String, String> pages(
      CommandSpec program, Predicate<String> hidden, Guide guide) {
    SequencedMap<String, String> pages = new TreeMap<>();
    String version = "brummer " + Version.NUMBER;
    List<CommandLine> visible = new ArrayList<>();
    program
        .subcommands()
        .forEach((name, line) -> {
          if (!hidden.test(name)) {
            visible.add(line);
            add(pages, line.getCommandSpec(), version);
          }
        });
    List<GuidePage> manual = guide.manualPages();
    List<String> references = manual.stream().map(GuidePage::reference).toList();
    manual.forEach(it -> pages.put(path(it.name(), it.section()), it.toRoff(version, references)));
    pages.put(
        path(program.name(), 1),
        ProgramPage.of(program, visible, guide.commands(), references, version));
    return pages;
  }

  private static void add(Map<String, String> pages, CommandSpec command, String version) {
    pages.put(path(CommandPage.name(command), 1), CommandPage.of(command, version));
    command.subcommands().values().forEach(it -> add(pages, it.getCommandSpec(), version));
  }

  private static String path(String name, int section) {
    return "man" + section + "/" + name + "." + section;
  }
}
