package dev.brummer.app.project.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
  private static final Path FILE = Path.of("x.yaml");

  private final ProblemLog problems = new ProblemLog(FILE);

  private @Nullable YamlNode read(String text) {
    return YamlReader.read(FILE, text, problems);
  }

  private YamlSection section(String text) {
    YamlSection section = YamlSection.ofRoot(FILE, read(text), "procs", problems);
    assertNotNull(section, () -> problems.sentences().toString());
    return section;
  }

  @Test
  void values_knowTheirPlace() {
    YamlSection section = section("a: 1\nb:\n  c: [x, y]\n");

    assertEquals(new YamlPosition(FILE, 2, 1), section.at("b"));
    YamlSection inner = section.section("b");
    assertNotNull(inner);
    assertEquals("x.yaml:3:3: ", inner.at("c").prefix());
    assertEquals(List.of("x", "y"), inner.texts("c"));
    assertEquals(new YamlPosition(FILE, 3, 7), inner.listed("c").getFirst().at());
    assertEquals(List.of(), problems.sentences());
  }

  @Test
  void mergeKeys_areApplied_ownKeysFirst() {
    YamlSection section =
        section(
            """
            one: &one {a: 1, b: 1}
            two: &two {b: 2, c: 2}
            both:
              <<: [*one, *two]
              c: own
            single:
              a: own
              <<: *one
            """);

    assertEquals(List.of("own", "1", "1"), texts(section, "both", "c", "a", "b"));
    assertEquals(List.of("own", "1"), texts(section, "single", "a", "b"));
  }

  private static List<String> texts(YamlSection section, String key, String... names) {
    YamlSection inner = section.section(key);
    assertNotNull(inner);
    return Arrays.stream(names).map(name -> String.valueOf(inner.text(name))).toList();
  }

  @Test
  void words_areReadAsTheirKeyNeedsThem() {
    YamlSection section =
        section("restart: no\ntty: yes\nport: '80'\nnone: ~\nempty:\nquoted: 'null'");

    assertEquals("no", section.text("restart"));
    assertEquals(false, section.flag("restart"));
    assertEquals(true, section.flag("tty"));
    assertEquals(80, section.number("port", 1, 100));
    assertNull(section.text("none"));
    assertNull(section.text("empty"));
    assertEquals("null", section.text("quoted"));
  }

  @Test
  void duplicateKey_isNamed_andTheLastCounts() {
    YamlSection section = section("a: 1\nb: 2\na: 3\n");

    assertEquals("3", section.text("a"));
    assertEquals(
        List.of("x.yaml:3:1: \"a\" is already defined in line 1: this definition counts"),
        problems.sentences());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a: &a [*a]'|x.yaml:1:8: the anchor \"a\" contains itself",
        "'a: &a {b: &b {c: *a}}'|x.yaml:1:18: the anchor \"a\" contains itself",
        "'a: *b'|x.yaml:1:4: there is no anchor \"b\"",
        "'a: b: c'|x.yaml:1:5: invalid YAML: mapping values are not allowed here",
        "'a: [1'|x.yaml:1:6: invalid YAML: expected ',' or ']', but got <stream end>",
        "'a:\n\tb: 1'|x.yaml:2:1: invalid YAML: found character '\\t(TAB)' that cannot start any token."
            + " (Do not use \\t(TAB) for indentation)",
        "'a: \"\\q\"'|x.yaml:1:6: invalid YAML: found unknown escape character q(113)",
      })
  void invalidText_isOneSentenceWithItsPlace(String text, String problem) {
    assertNull(read(text.replace("\\n", "\n").replace("\\t", "\t")));

    assertEquals(List.of(problem), problems.sentences());
  }

  @Test
  void controlCharacter_isNamedWithItsPlace() {
    assertNull(read("a: 1\nb: \u0001\n"));

    assertEquals(
        List.of(
            "x.yaml:2:4: invalid YAML: a control character must be written as an escape sequence"),
        problems.sentences());
  }

  @Test
  void aliasBomb_isRefused_atOnce() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      String earlier = ("*a" + (i - 1) + ", ").repeat(10);
      text.append("a%d: &a%d [%s]\n".formatted(i, i, earlier.substring(0, earlier.length() - 2)));
    }

    assertNull(read(text.toString()));

    assertTrue(
        problems.sentences().getFirst().endsWith("more than 500000 values with all aliases"),
        problems.sentences().getFirst());
  }

  @Test
  void depth_isBounded() {
    assertNull(read("[".repeat(100_000)));
    assertEquals(List.of("x.yaml:1:61: more than 60 levels"), problems.sentences());
  }

  @Test
  void secondDocument_tagAndComplexKey_areNamed_andTheRestIsRead() {
    YamlSection section = section("a: !secret x\n? [k]\n: v\nb: 1\n---\nc: 1\n");

    assertEquals("x", section.text("a"));
    assertEquals("1", section.text("b"));
    assertEquals(
        List.of(
            "x.yaml:1:4: the tag \"!secret\" is not supported",
            "x.yaml:2:3: ignored: a key must be a word",
            "x.yaml:5:1: only the first YAML document is read"),
        problems.sentences());
  }

  @Test
  void wrongTypes_areNamed_andCountAsAbsent() {
    YamlSection section = section("a: [1]\nb: {c: 1}\nd: maybe\ne: 1.5\nf: 99\ng: text\n");

    assertNull(section.text("a"));
    assertNull(section.flag("d"));
    assertNull(section.number("e", 0, 10));
    assertNull(section.number("f", 0, 10));
    assertNull(section.section("g"));
    assertEquals(List.of(), section.texts("b"));
    assertEquals(
        List.of(
            "x.yaml:1:1: a must be text",
            "x.yaml:3:1: d must be true or false",
            "x.yaml:4:1: e must be a number from 0 to 10",
            "x.yaml:5:1: f must be a number from 0 to 10",
            "x.yaml:6:1: g must be a mapping",
            "x.yaml:2:4: b must be text or a list of texts"),
        problems.sentences());
  }

  @Test
  void unknownKeys_areNamedWithTheNearest_extensionsAreNot() {
    YamlSection section = section("comand: x\nx-note: y\n");

    section.text("command");
    section.reportUnknownKeys();

    assertEquals(
        List.of("x.yaml:1:1: unknown key \"comand\": did you mean command?"), problems.sentences());
    assertTrue(problems.hasUnknownKey());
  }

  @Test
  void problems_areCountedBeyondTheLimit_andEachIsNamedOnce() {
    for (int i = 0; i < 40; i++) {
      problems.add(new YamlPosition(FILE, i + 1, 1), "wrong");
      problems.add(new YamlPosition(FILE, i + 1, 1), "wrong");
    }

    assertEquals(ProblemLog.MAX_PROBLEMS + 1, problems.sentences().size());
    assertEquals("x.yaml: 30 more problems", problems.sentences().getLast());
  }
}
