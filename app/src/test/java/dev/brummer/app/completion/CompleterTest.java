package dev.brummer.app.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.command.BenchCommand;
import dev.brummer.app.command.LogsCommand;
import dev.brummer.app.command.ReapCommand;
import dev.brummer.app.command.RunCommand;
import dev.brummer.app.command.remote.StopCommand;
import dev.brummer.app.command.remote.WaitCommand;
import dev.brummer.app.completion.Completion.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/// Candidates for the words of a command line.
class CompleterTest {
  private final Completer completer = new Completer(new SomeCommands(), FixedNames::new);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "''|run logs stop wait reap bench",
        "run |dev dev:web a b",
        "run dev |dev:web a b",
        "run -d /x |/x",
        "run -kd /x |/x",
        "run -d/x |/x",
        "run --dir=/x |/x",
        "run --ui |auto tui plain json",
        "run --ui=|--ui=auto --ui=tui --ui=plain --ui=json",
        "run --theme |auto dark light honey meadow",
        "run dev --until |all any dev",
        "run --grace |",
        "stop |web api all",
        "stop web |api all",
        "wait web --for |ready exit healthy log: quiet request no-new-errors",
        "logs --session |newest 1",
        "stop --pid |4711",
        "bench report --o|--out --help --version",
        "reap |--dry-run --grace --help --version",
        "nothing |run logs stop wait reap bench",
      })
  void candidates_fitTheWord(String line, String candidates) {
    List<String> expected =
        candidates == null ? List.of() : List.of(candidates.replace("a b", "a_b").split(" "));
    List<String> actual =
        complete(line).candidates().stream().map(it -> it.value().replace("a b", "a_b")).toList();
    assertEquals(expected, actual);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "run -d |DIRECTORIES",
        "run -e |FILES",
        "run --env-file=x|FILES",
        "run -- |COMMAND",
        "run dev -- npm |COMMAND",
        "bench --out |DIRECTORIES",
        "run |WORDS",
        "wait --for |NOSPACE",
      })
  void action_fitsTheWord(String line, Action action) {
    assertEquals(action, complete(line).action());
  }

  @Test
  void givenOption_isNotOfferedAgain_unlessItMayBeRepeated() {
    List<String> options = values("run --no-proxy -e a --");
    assertFalse(options.contains("--no-proxy"));
    assertTrue(options.contains("--env-file"));
    assertTrue(options.contains("--no-pty"));
    assertFalse(options.stream().anyMatch(it -> it.contains("background-child")), "" + options);
  }

  @Test
  void shortOptions_areOfferedAfterOneDashOnly() {
    assertTrue(values("run -").contains("-k"));
    assertFalse(values("run --").contains("-k"));
  }

  private List<String> values(String line) {
    return complete(line).candidates().stream().map(Candidate::value).toList();
  }

  private Completion complete(String line) {
    List<String> words = List.of(line.split(" ", -1));
    return completer.complete(
        new CommandWords(words.subList(0, words.size() - 1), words.getLast()));
  }

  /// Names that do not depend on files. `--dir` shows which directory was selected.
  private record FixedNames(ParsedWords words) implements NameSource {
    @Override
    public List<Candidate> targets() {
      return words.values("--dir").isEmpty()
          ? candidates("dev", "dev:web", "a b")
          : candidates(words.values("--dir").getLast());
    }

    @Override
    public List<Candidate> processes(ProcessGroup group) {
      return group == ProcessGroup.ALIVE ? candidates("web", "api") : candidates("web");
    }

    @Override
    public List<Candidate> instances() {
      return candidates("4711");
    }

    @Override
    public List<Candidate> sessions() {
      return candidates("newest", "1");
    }

    private static List<Candidate> candidates(String... values) {
      return List.of(values).stream().map(value -> new Candidate(value, "")).toList();
    }
  }

  @Command(name = "brummer", mixinStandardHelpOptions = true)
  private static final class Program {}

  private static final class SomeCommands implements CommandModel {
    private final Map<String, Supplier<Object>> all = new LinkedHashMap<>();

    SomeCommands() {
      all.put("run", RunCommand::new);
      all.put("logs", LogsCommand::new);
      all.put("stop", StopCommand::new);
      all.put("wait", WaitCommand::new);
      all.put("reap", ReapCommand::new);
      all.put("bench", BenchCommand::new);
    }

    @Override
    public List<String> names() {
      return List.copyOf(all.keySet());
    }

    @Override
    public String summary(String name) {
      return "";
    }

    @Override
    public CommandSpec program(String name) {
      CommandLine line = new CommandLine(new Program());
      if (all.containsKey(name)) {
        line.addSubcommand(name, all.get(name).get());
      }
      return line.getCommandSpec();
    }
  }
}
