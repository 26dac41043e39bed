package dev.brummer.app.config.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/// The table of keys: each key with values of each type, checked by the parser and, as an
/// independent oracle, by a JSON Schema validator.
class ConfigKeysTest {
  private static final Path FILE = Path.of("brummer.toml");

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JsonSchema.ofFile().toString(), InputFormat.JSON);

  /// One value of each TOML type, and values at the edges.
  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("string", "'x y'"),
          Map.entry("empty string", "''"),
          Map.entry("integer", "7"),
          Map.entry("zero", "0"),
          Map.entry("negative", "-1"),
          Map.entry("large", "99999999999"),
          Map.entry("float", "1.5"),
          Map.entry("infinity", "inf"),
          Map.entry("boolean", "true"),
          Map.entry("date", "1979-05-27"),
          Map.entry("time", "07:32:00"),
          Map.entry("date with offset", "1979-05-27T07:32:00Z"),
          Map.entry("empty list", "[]"),
          Map.entry("strings", "['a', 'b']"),
          Map.entry("integers", "[1, 2]"),
          Map.entry("mixed list", "['a', 1]"),
          Map.entry("nested list", "[['a']]"),
          Map.entry("tables", "[{ a = 1 }]"),
          Map.entry("empty table", "{}"),
          Map.entry("table", "{ unknown-key = 1 }"),
          Map.entry("table of lists", "{ a = ['x'] }"),
          Map.entry("duration", "'10s'"),
          Map.entry("URL", "'http://localhost:3000/a'"));

  static Stream<String> paths() {
    return KeyPaths.all().stream().map(KeyPaths.Entry::path);
  }

  @ParameterizedTest
  @MethodSource("paths")
  void eachKey_withAValueOfEachType_isJudgedLikeTheSchema(String path) {
    List<String> differences = new ArrayList<>();
    VALUES.forEach((kind, value) -> {
      String text = path.replace("*", "web") + " = " + value + "\n";
      List<Problem> problems = check(text);
      boolean date = value.matches("\\d\\d.*:.*|\\d{4}-.*"); // JSON has none
      boolean valid = !date && isValidBySchema(text);
      if (valid != problems.isEmpty() && !isSemantic(problems)) {
        differences.add(kind + ": " + text + " parser: " + problems);
      }
      for (Problem problem : problems) {
        assertEquals(1, problem.line(), () -> text + problem);
        assertTrue(problem.column() > 0, () -> text + problem);
        assertFalse(problem.message().isBlank() || problem.message().contains("\n"), text);
      }
    });
    assertEquals(List.of(), differences);
  }

  /// Conditions that JSON Schema does not express.
  private static boolean isSemantic(List<Problem> problems) {
    return problems.stream()
        .allMatch(problem ->
            Stream.of(
                    "must be an http",
                    "must be a signal name",
                    "must be a time zone",
                    "must be a cron",
                    "must be a host and a port",
                    "is not a valid regular expression",
                    "contains an invalid glob")
                .anyMatch(problem.message()::contains));
  }

  @ParameterizedTest
  @MethodSource("paths")
  void eachKey_hasADescriptionAndAnExampleThatIsValid(String path) {
    ConfigKey key = KeyPaths.find(List.of(path.replace("*", "web").split("\\."))).orElseThrow();

    assertFalse(key.description().isBlank() || key.description().endsWith("."), path);
    assertFalse(key.example().isBlank(), path);
    String table =
        path.startsWith("process.*.")
            ? "[process.web]\n"
            : path.startsWith("mcp.") ? "[mcp]\n" : path.startsWith("proxy.") ? "[proxy]\n" : "";
    String text = table + key.example() + "\n";
    assertEquals(List.of(), check(text), text);
    assertTrue(isValidBySchema(text), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "theme = 'dark'\ngrace = 10\n[process.web]\ncommand = ['a']\n",
        "[process.web]\nready = { tcp = 'a:80', period = '1s' }",
        "[process.web]\nready = { port = 80, period = '1s' }\n",
        "[process.web]\nready = { port = 80, http = 'http://a/' }\n",
        "[process.web]\nready = { period = '1s' }\n",
        "[process.web]\nready = { port = 80, status = 200 }\n",
        "[process.web]\nliveness = { log = 'x' }\n",
        "[process.web]\nscript = 'a'\ncommand = 'b'\n",
        "[process.web]\nrestart = { backoff = '1s' }\n",
        "[process.web]\nrestart = { backoff = '1s', delay = '1s' }\n",
        "[process.web]\nrestart = { attempts = 'unlimited' }\n",
        "[process.web]\nrestart = { attempts = 'many' }\n",
        "[process.web]\nstop = { keys = 'q', signal = 'SIGINT' }\n",
        "[process.web]\ndepends_on = { db = 'ready', log = { log = 'x' } }\n",
        "[process.web]\ndepends_on = { db = 'soon' }\n",
        "[process.web]\ndepends_on = { db = { lg = 'x' } }\n",
        "[process.web]\nschedule = '0 3 * * *'\n",
        "[process.web]\nschedule = { every = '0s' }\n",
        "[process.web]\nschedule = { every = '1m', zone = 'UTC' }\n",
        "[process.web]\nenv = { 'A=B' = 1 }\n",
        "[process.web]\nenv = { A = 1, B = true, C = 'x' }\n",
        "[process.web]\nends_run = ['failure', 'skipped']\n",
        "[process.web]\nends_run = []\n",
        "[process.web]\nunset_env = ['A=B']\n",
        "[process.'']\ncommand = 'x'\n",
        "[process]\nweb = 'vite'\n",
        "[[process]]\nname = 'web'\n",
        "[mcp]\nport = 0\n",
        "[proxy]\nenabled = 'no'\n"
      })
  void schemaAndParserAgree(String text) {
    assertEquals(isValidBySchema(text), check(text).isEmpty(), () -> check(text).toString());
  }

  @Test
  void allProblemsOfAFile_areReportedInOrder() {
    List<Problem> problems =
        check("theme = 'blue'\n[process.web]\ncomand = 'x'\npty = 1\n[process.api]\nready = 5\n");

    assertEquals(
        List.of(
            "brummer.toml:1:1: theme must be one of auto, dark, light, honey, meadow, not \"blue\"",
            "brummer.toml:3:1: unknown setting \"comand\": did you mean command?",
            "brummer.toml:4:1: pty must be true or false",
            "brummer.toml:6:1: ready must be a table"),
        problems.stream().map(Problem::sentence).toList());
  }

  @Test
  void numberOfProblems_isBounded() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      text.append("unknown").append(i).append(" = 1\n");
    }

    List<Problem> problems = check(text.toString());

    assertEquals(Problems.MAX + 1, problems.size());
    assertEquals("150 more problems: fix the others first", problems.getLast().message());
  }

  @Test
  void formerNames_areValid_butNotOffered() {
    assertEquals(List.of(), check("[process.web]\nrestart = { backoff = '1s' }\n"));
    assertTrue(paths().noneMatch(path -> path.endsWith("backoff")));
  }

  private static List<Problem> check(String text) {
    Problems problems = new Problems(FILE);
    TomlParseResult table = Toml.parse(text);
    assertFalse(table.hasErrors(), () -> text + table.errors());
    ConfigKeys.FILE.check(table, new TomlNode("the file", table, null), problems);
    return problems.all();
  }

  private static boolean isValidBySchema(String text) {
    return SCHEMA.validate(Toml.parse(text).toJson(), InputFormat.JSON).isEmpty();
  }
}
