package dev.brummer.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotEnvFileTest {
  @TempDir Path project;

  private final List<String> warnings = new ArrayList<>();

  /// Values as read by dotenv 17.4 and dotenv-expand 12.0.
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '|',
      value = {
        "A=1 ~ 1",
        "  export A = 1  ~ 1",
        "A: yaml ~ yaml",
        "A-b.c=1 ~ 1",
        "A=two words # said ~ two words",
        "A=a#b ~ a",
        "COLOR=#fff ~ ||",
        "COLOR='#fff' ~ #fff",
        "A='$x # \\n' ~ |$x # \\n|",
        "A=\"say \\\"hi\\\" # no\" ~ |say \\\"hi\\\" # no|",
        "X=\"{\"a\":\"b\"}\" ~ {\"a\":\"b\"}",
        "X='{\"a\": \"b\"}' # json ~ {\"a\": \"b\"}",
        "A=`it's \"both\"` ~ it's \"both\"",
        "A=it's ~ it's",
        "A=\"open ~ \"open",
        "A=\"a\\\" ~ a\\",
        "A='a\\'b' ~ a\\'b",
        "A = \"x\" y ~ \"x\" y",
        "A=' x ' ~ | x |",
        "A=x=y ~ x=y",
        "A=\\$5 ~ $5",
        "A=$ ~ $",
        "A=${none:-d} ~ d",
        "A=${none-d} ~ d",
        "A=${none:-${never:-x}} ~ x",
        "A=${none:-http://h:1/} ~ http://h:1/",
        "A=${none:+x} ~ ||",
        "A=${HOME:+x} ~ x",
        "A=$HOME/bin ~ /h/bin",
        "A='${HOME}' ~ ${HOME}",
        "A=\"${HOME}\" ~ /h",
        "A=`${HOME}` ~ /h",
        "A=${A}b ~ b",
        "A=${none:-$HOME/x} ~ /h/x",
        "A=${none:-${HOME}/x} ~ /h/x",
      })
  void line_isReadAsByDotenv(String line, String value) {
    assertEquals(List.of(value), List.copyOf(parsed(line).values()));
  }

  @Test
  void escapes_inDoubleQuotes_areLineBreaks() {
    assertEquals(Map.of("A", "1\n2\\t3\\\\"), parsed("A=\"1\\n2\\t3\\\\\""));
  }

  @Test
  void values_overSeveralLines() {
    assertEquals(
        Map.of("KEY", "-----BEGIN\nab=#c\n-----END", "B", "2", "C", "x\ny", "D", "p\nq"),
        parsed("KEY=\"-----BEGIN\nab=#c\n-----END\" # key\r\nB=2\nC='x\ny'\nD=`p\r\nq`\n"));
    assertEquals(List.of(), warnings);
  }

  @Test
  void longValue_isRead() {
    String value = "\\\"x".repeat(2000) + "y".repeat(50_000);
    assertEquals(Map.of("A", value), parsed("A=\"" + value + "\""));
  }

  @Test
  void byteOrderMark_isNoPartOfTheName() {
    assertEquals(Map.of("A", "1"), parsed("\uFEFFA=1"));
  }

  @Test
  void byteThatIsNotUtf8_isReplaced_andTheRestIsRead() {
    byte[] latin = "A=1\nB=caf\u00e9\nC=3\n".getBytes(StandardCharsets.ISO_8859_1);
    Map<String, String> into = new LinkedHashMap<>();
    DotEnvFile.parse(Path.of("f.env"), latin, Map.of(), into, warnings::add);
    assertEquals(Map.of("A", "1", "B", "caf\uFFFD", "C", "3"), into);
    assertEquals(
        List.of("f.env:2: B contains a byte that is not UTF-8; save the file as UTF-8"), warnings);
  }

  @Test
  void unclosedQuote_costsItsLine() {
    assertEquals(Map.of("A", "\"one", "B", "2"), parsed("A=\"one\nB=2"));
    assertEquals(
        List.of("f.env:1: the quotation mark before the value of A is not closed"), warnings);
  }

  @Test
  void references_seeOtherVariables_andTheEnvironmentWins() {
    assertEquals(
        Map.of("A", "2/h", "B", "2", "HOME", "mine", "C", "$x", "D", "$x"),
        parsed("A=${B}$HOME\nB=2\nHOME=mine\nC='$x'\nD=$C"));
    assertEquals(List.of(), warnings);
  }

  @Test
  void cycle_isEmpty() {
    assertEquals(Map.of("A", "x", "B", ""), parsed("A=${B}x\nB=$A"));
  }

  @Test
  void deepReferences_endWithoutAStackOverflow() {
    StringBuilder deep = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      deep.append("V" + i + "=${V" + (i + 1) + "}\n");
    }
    assertEquals("", parsed(deep.toString()).get("V0"));
    assertTrue(warnings.getFirst().endsWith("too long or too deep"), warnings.getFirst());
  }

  @Test
  void multiplication_byReferences_isBounded() {
    StringBuilder bomb = new StringBuilder("V0=" + "z".repeat(100));
    for (int i = 1; i < 40; i++) {
      bomb.append("\nV" + i + "=${V" + (i - 1) + "}${V" + (i - 1) + "}");
    }
    for (int i = 0; i < 2_000; i++) {
      bomb.append("\nW" + i + "=$V12");
    }
    bomb.append("\nX=" + "$V0".repeat(2_000));
    int length = parsed(bomb.toString()).values().stream().mapToInt(String::length).sum();
    assertTrue(length < 3_000_000, "length " + length);
    assertTrue(
        warnings.contains(
            "f.env:2041: X is empty, because its references make it too long or too deep"),
        warnings.getLast());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\n", "\n ", "A=\"\n", "A='x\n", "A='\nB=`\n", "\\\"", "export ", "A", "${"})
  @Timeout(5)
  void hostileFile_isReadInTime(String part) {
    parsed("A=\"" + part.repeat(60_000 / part.length()));
    parsed("B=2\n" + part.repeat(60_000 / part.length()));
  }

  @Test
  void hugeFile_isIgnored_andTold() {
    assertEquals(Map.of(), parsed("A=" + "x".repeat(70_000)));
    assertEquals(List.of("f.env: ignored, larger than 64 KiB"), warnings);
  }

  @Test
  void valueThatEndsAtAHash_andUnknownVariable_areTold() {
    parsed("A=a#b\nB=pa$word");
    assertEquals(
        List.of(
            "f.env:1: the value of A ends before #; quote the value to keep it",
            "f.env:2: B refers to a variable that is not set; for a dollar sign write \\$"),
        warnings);
  }

  @Test
  void nothing_afterTheSign_isEmpty() {
    assertEquals(Map.of("A", "", "B", ""), parsed("A=\nB= # later"));
  }

  @Test
  void commentsAndBlankLines_areNothing() {
    assertEquals(Map.of(), parsed("# A=1\n\n   \n"));
    assertEquals(List.of(), warnings);
  }

  @Test
  void line_thatMeansNothing_isToldWithItsPlace() {
    assertEquals(Map.of("B", "2"), parsed("what is this\nB=2"));
    assertEquals(List.of("f.env:1: line ignored, expected NAME=value"), warnings);
  }

  @Test
  void local_winsOverShared_theFileAskedForOverBoth_theUsersOwnOverAll() throws IOException {
    Files.writeString(project.resolve(".env"), "A=env\nB=env\nC=env\nD=env\n");
    Files.writeString(project.resolve(".env.local"), "B=local\nC=local\nD=local\n");
    Path asked = Files.writeString(project.resolve("more"), "C=more\nD=more\n");
    Map<String, String> all =
        DotEnvFile.load(project, List.of(asked), Map.of("D", "mine"), warnings::add);
    assertEquals(Map.of("A", "env", "B", "local", "C", "more"), all);
  }

  @Test
  void fileAskedFor_thatIsMissing_isRefused() {
    List<Path> missing = List.of(project.resolve("none"));
    UserException thrown =
        assertThrows(
            UserException.class, () -> DotEnvFile.load(project, missing, Map.of(), warnings::add));
    assertTrue(thrown.text().startsWith("no such file: "), thrown.text());
    assertEquals(ExitCodes.USAGE, thrown.code());
  }

  private Map<String, String> parsed(String text) {
    Map<String, String> into = new LinkedHashMap<>();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    DotEnvFile.parse(Path.of("f.env"), bytes, Map.of("HOME", "/h"), into, warnings::add);
    return into;
  }
}
