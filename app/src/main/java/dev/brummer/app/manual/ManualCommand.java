package dev.brummer.app.manual;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/// `brummer __manual DIR`: writes the manual pages below a directory, for the build.
@Command(name = "__manual", hidden = true)
public final class ManualCommand implements Callable<Integer> {
  private final Supplier<CommandSpec> program;
  private final Predicate<String> hidden;

  @Parameters(index = "0", paramLabel = "DIR")
  Path directory = Path.of("");

  /// @param program the program with all its commands
  /// @param hidden whether the command with this name has no page
  public ManualCommand(Supplier<CommandSpec> program, Predicate<String> hidden) {
    this.program = program;
    this.hidden = hidden;
  }

  @Override
  public Integer call() throws IOException {
    for (Map.Entry<String, String> page : pages(program.get(), hidden).entrySet()) {
      Path file = directory.resolve(page.getKey());
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, page.getValue().getBytes(StandardCharsets.US_ASCII));
    }
    return ExitCodes.OK;
  }

  /// All pages, by their path below `share/man`.
  static SequencedMap<String, String> pages(CommandSpec program, Predicate<String> hidden) {
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
    pages.put(path(program.name(), 1), ProgramPage.of(program, visible, version));
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
