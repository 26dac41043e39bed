package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.docs.DocPage;
import dev.brummer.app.docs.DocumentedCommands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The harmless commands of README and guide, as a person would type them: those that only read.
@Timeout(300)
class DocumentedCommandsIT {
  /// Words after `brummer` that make a command harmless, with its exit codes.
  private static final Map<List<String>, Set<Integer>> HARMLESS =
      Map.ofEntries(
          Map.entry(List.of("list"), Set.of(0)),
          Map.entry(List.of("graph"), Set.of(0)),
          Map.entry(List.of("help"), Set.of(0)),
          Map.entry(List.of("completion"), Set.of(0)),
          Map.entry(List.of("config", "show"), Set.of(0)),
          Map.entry(List.of("config", "check"), Set.of(0)),
          Map.entry(List.of("config", "schema"), Set.of(0)),
          Map.entry(List.of("doctor"), Set.of(0, 1)),
          Map.entry(List.of("logs", "--sessions"), Set.of(1)),
          Map.entry(List.of("reap", "--dry-run"), Set.of(0, 1)),
          Map.entry(List.of("ps"), Set.of(0, 3)),
          Map.entry(List.of("errors"), Set.of(3)),
          Map.entry(List.of("why"), Set.of(3)));

  private static final int MIN_COMMANDS = 10;
  private static final int MIN_SETTINGS = 3;
  private static final Pattern TOML = Pattern.compile("(?ms)^```toml\n(?<code>.*?)^```$");

  @TempDir Path directory;

  private static Set<Integer> exitCodes(List<String> arguments) {
    return HARMLESS.entrySet().stream()
        .filter(it -> arguments.size() >= it.getKey().size())
        .filter(it -> arguments.subList(0, it.getKey().size()).equals(it.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(Set.of());
  }

  @Test
  void settings_areValid() throws Exception {
    Files.writeString(
        directory.resolve("package.json"), "{\"scripts\": {\"dev:api\": \"node api.js\"}}");
    int count = 0;
    for (DocPage page : DocPage.all()) {
      Matcher block = TOML.matcher(page.text());
      while (block.find()) {
        Files.writeString(directory.resolve("brummer.toml"), block.group("code"));
        BuiltImage.Result result = BuiltImage.run(directory, "config", "check");
        assertEquals(0, result.code(), page.file() + ": " + result);
        count++;
      }
    }
    assertTrue(count >= MIN_SETTINGS, count + " examples");
  }

  @Test
  void harmlessCommands_run() throws Exception {
    Files.writeString(
        directory.resolve("package.json"),
        "{\"scripts\": {\"dev\": \"node web.js\", \"dev:api\": \"node api.js\", \"test\": \"true\"}}");
    Files.writeString(
        directory.resolve("brummer.toml"),
        "[process.api]\nscript = \"dev:api\"\n[process.web]\nscript = \"dev\"\n");
    Files.writeString(directory.resolve("mprocs.yaml"), "procs:\n  web:\n    shell: 'true'\n");
    Set<List<String>> commands = new LinkedHashSet<>();
    for (DocPage page : DocPage.all()) {
      commands.addAll(DocumentedCommands.inBlocks(page.text(), "brummer"));
    }
    int count = 0;
    for (List<String> words : commands) {
      List<String> arguments = words.subList(1, words.size());
      Set<Integer> expected = exitCodes(arguments);
      if (!expected.isEmpty()) {
        BuiltImage.Result result = BuiltImage.run(directory, arguments.toArray(String[]::new));
        assertTrue(expected.contains(result.code()), words + ": " + result);
        assertEquals(-1, result.err().indexOf("internal error"), words + ": " + result);
        count++;
      }
    }
    assertTrue(count >= MIN_COMMANDS, count + " commands");
  }
}
