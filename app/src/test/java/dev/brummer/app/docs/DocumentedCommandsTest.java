package dev.brummer.app.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.ProgramModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// Commands and options in README and guide exist, with the operands that they are shown with.
class DocumentedCommandsTest {
  private static final String MISSING = "Missing required parameter";

  private final CommandLine program = ProgramModel.commandLine();

  @Test
  void commands_areValid() {
    List<String> invalid = new ArrayList<>();
    int count = 0;
    for (DocPage page : DocPage.all()) {
      for (List<String> words : DocumentedCommands.inBlocks(page.text(), "brummer")) {
        addIfInvalid(invalid, page, words, false);
        count++;
      }
      for (List<String> words : DocumentedCommands.inSentences(page.text(), "brummer")) {
        addIfInvalid(invalid, page, words, true);
        count++;
      }
    }
    assertEquals(List.of(), invalid);
    assertTrue(count > 150, count + " commands");
  }

  private void addIfInvalid(
      List<String> invalid, DocPage page, List<String> words, boolean incomplete) {
    String error = parse(words.subList(1, words.size()));
    if (!error.isEmpty() && !(incomplete && error.startsWith(MISSING))) {
      invalid.add(page.file() + ": " + String.join(" ", words) + ": " + error);
    }
  }

  @Test
  void options_exist() {
    Set<String> known = new HashSet<>();
    collect(program, known);
    List<String> unknown = new ArrayList<>();
    for (DocPage page : DocPage.all()) {
      for (String option : DocumentedCommands.options(page.text())) {
        if (!known.contains(option)) {
          unknown.add(page.file() + ": " + option);
        }
      }
    }
    assertEquals(List.of(), unknown);
  }

  @Test
  void makeTargets_exist() throws IOException {
    String makefile = Files.readString(Path.of("../Makefile"));
    List<String> unknown = new ArrayList<>();
    for (DocPage page : DocPage.all()) {
      List<List<String>> commands = DocumentedCommands.inBlocks(page.text(), "make");
      commands.addAll(DocumentedCommands.inSentences(page.text(), "make"));
      for (List<String> words : commands) {
        for (String word : words.subList(1, words.size())) {
          if (!word.contains("=") && !makefile.contains("\n" + word + ":")) {
            unknown.add(page.file() + ": " + String.join(" ", words));
          }
        }
      }
    }
    assertEquals(List.of(), unknown);
  }

  @Test
  void commands_areFoundInBlocksAndSentences() {
    String page =
        """
        ```sh
        brummer run 'dev:*' && X=1 brummer   # a comment
        source <(brummer completion bash)
        ```
        Use `brummer config show [KEY]`, not `a brummer` or `--theme dark`.
        """;
    assertEquals(
        List.of(
            List.of("brummer", "run", "dev:*"),
            List.of("brummer"),
            List.of("brummer", "completion", "bash")),
        DocumentedCommands.inBlocks(page, "brummer"));
    assertEquals(
        List.of(List.of("brummer", "config", "show", "KEY")),
        DocumentedCommands.inSentences(page, "brummer"));
    assertEquals(List.of("--theme"), DocumentedCommands.options(page));
    assertTrue(parse(List.of("run", "--nonsense")).contains("Unknown option"));
    assertTrue(parse(List.of("rum")).contains("Unmatched"));
  }

  /// @return the error, empty if there is none
  private String parse(List<String> arguments) {
    try {
      program.parseArgs(arguments.toArray(String[]::new));
      return "";
    } catch (ParameterException invalid) {
      return String.valueOf(invalid.getMessage());
    }
  }

  private static void collect(CommandLine line, Set<String> names) {
    for (OptionSpec option : line.getCommandSpec().options()) {
      names.addAll(List.of(option.names()));
      if (option.negatable()) {
        names.add(option.longestName().replaceFirst("^--", "--no-"));
      }
    }
    line.getSubcommands().values().forEach(it -> collect(it, names));
  }
}
