package dev.brummer.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotEnvFileTest {
  @TempDir Path project;

  private final List<String> warnings = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "A=1 ~ 1",
        "  export A = 1  ~ 1",
        "A=two words # said ~ two words",
        "A=a#b ~ a#b",
        "A='$x # \\n' ~ `$x # \\n`",
        "A=\"say \\\"hi\\\" # no\" ~ `say \"hi\" # no`",
        "A=x=y ~ x=y",
        "A=https://h/#top ~ https://h/#top"
      })
  void line_isReadAsPeopleWriteIt(String line, String value) {
    assertEquals(Map.of("A", value), parsed(line));
    assertEquals(List.of(), warnings);
  }

  @Test
  void escapes_inDoubleQuotes_areReplaced() {
    assertEquals(Map.of("A", "1\n2\t3\\"), parsed("A=\"1\\n2\\t3\\\\\""));
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
    DotEnvFile.parse(Path.of("f.env"), text, into, warnings::add);
    return into;
  }
}
