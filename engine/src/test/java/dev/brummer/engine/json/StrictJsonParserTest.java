package dev.brummer.engine.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.brummer.engine.json.JsonFile.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Compares [StrictJsonParser] with Jackson.
class StrictJsonParserTest {
  private static final Path FILE = Path.of("package.json");

  private static final String PACKAGE =
      """
      {
        "name": "shop", "private": true,\t"version": "1.0.0",
        "scripts": {"dev": "vite --port 5173", "say": "echo \\"\\u00e9\\n\\/\\\\\\" \uD83D\uDE80"},
        "workspaces": ["packages/*", "apps/**"], "empty": {}, "none": [],
        "numbers": [0, -0, 1.5, -12.25e+10, 2E-3, 100, null, false],
        "deep": [[{"a": [{"b": null}]}]], "dev": 1, "dev": 2
      }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " \r\n\t{ \r \"a\"\n:\r\n1 }\r\n\r\n",
        "{\"\":\"\"}",
        "{\"a\":\"\\ud83d\\ude80\\ud83d\"}",
        PACKAGE
      })
  void parse_validText_hasValuesAndPositionsOfJackson(String text) throws IOException {
    String strict = parse(text, Set.of());

    assertNotNull(strict);
    assertEquals(jackson(text, Set.of()), strict);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{} x",
        "{,}",
        "{\"a\":1,}",
        "{\"a\":[1,]}",
        "{\"a\" 1}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":-}",
        "{\"a\":1e}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":NaN}",
        "{\"a\":truex}",
        "{\"a\":tru}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u00g0\"}",
        "{\"a\":\"\\u\u0660\u0660\u0660\u0661\"}",
        "{\"a\":\"b}",
        "// c\n{}",
        "{\u00a0}",
        "{\f}"
      })
  void parse_anythingElse_isLeftToJackson(String text) {
    assertNull(parse(text, Set.of()));
  }

  @Test
  void parse_wantedNames_keepsOnlyThese() throws IOException {
    Set<String> wanted = Set.of("scripts", "dev");

    assertEquals(jackson(PACKAGE, wanted), parse(PACKAGE, wanted));
  }

  @Test
  void parse_beyondItsLimits_isLeftToJackson() {
    assertNull(parse("{\"a\":" + "[".repeat(300) + "]".repeat(300) + "}", Set.of()));
    assertNull(parse("{\"a\":" + "1".repeat(101) + "}", Set.of()));
    assertNull(parse("{\"" + "a".repeat(10_001) + "\":1}", Set.of()));
  }

  /// Whatever it accepts, Jackson accepts without a problem and with the same values.
  @Test
  void parse_mutatedText_neverDiffersFromJackson() throws IOException {
    Random random = new Random(7);
    String characters = "{}[]:,\"\\ \n\r\t01-+.eEtfnu\u00e9a/*";
    int accepted = 0;
    for (int round = 0; round < 30_000; round++) {
      StringBuilder text = new StringBuilder(PACKAGE);
      for (int change = random.nextInt(3); change >= 0; change--) {
        int at = random.nextInt(text.length());
        char replacement = characters.charAt(random.nextInt(characters.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, replacement);
          case 1 -> text.insert(at, replacement);
          default -> text.deleteCharAt(at);
        }
      }
      String mutated = text.toString();
      String strict = parse(mutated, Set.of());
      if (strict != null) {
        accepted++;
        assertEquals(jackson(mutated, Set.of()), strict, mutated);
      }
    }
    assertEquals(true, accepted > 1_000, "accepted " + accepted);
  }

  private static @Nullable String parse(String text, Set<String> wanted) {
    JsonObject object = StrictJsonParser.parse(FILE, (_, _, _, _) -> {}, text, wanted);
    return object == null ? null : describe(object);
  }

  private static String jackson(String text, Set<String> wanted) throws IOException {
    List<String> problems = new ArrayList<>();
    JsonObject object =
        JsonFile.readAny(
            FILE,
            text,
            Dialect.STRICT,
            wanted,
            (_, line, column, what) -> problems.add(line + ":" + column + " " + what));
    return problems.isEmpty() ? describe(object) : problems.toString();
  }

  private static String describe(JsonValue value) {
    String content =
        switch (value) {
          case JsonObject object -> object.members().stream().map(it -> describe(it)).toList() + "";
          case JsonValue.Items items ->
              items.values().stream().map(StrictJsonParserTest::describe).toList() + "";
          case JsonValue.Scalar scalar -> scalar.toString();
        };
    return value.line() + ":" + value.column() + content;
  }

  private static String describe(JsonMember member) {
    return member.line()
        + ":"
        + member.column()
        + member.name()
        + member.earlierLines()
        + describe(member.value());
  }
}
