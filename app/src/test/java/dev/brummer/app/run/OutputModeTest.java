package dev.brummer.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.program.UserException;
import dev.brummer.app.run.OutputMode.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputModeTest {
  private static final Map<String, String> XTERM = Map.of("TERM", "xterm-256color");

  @Test
  void auto_onATerminal_isTheUi() {
    assertEquals(new OutputMode(Kind.TUI, ""), OutputMode.choose(Kind.AUTO, true, true, XTERM));
  }

  @Test
  void auto_intoAPipe_isPlainWithoutAWord() {
    assertEquals(new OutputMode(Kind.PLAIN, ""), OutputMode.choose(Kind.AUTO, true, false, XTERM));
  }

  @Test
  void auto_withoutKeyboard_isPlainAndSaysWhy() {
    OutputMode outputMode = OutputMode.choose(Kind.AUTO, false, true, XTERM);
    assertEquals(Kind.PLAIN, outputMode.kind());
    assertTrue(outputMode.notice().contains("standard input"), outputMode.notice());
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "1", "woodpecker"})
  void auto_inCi_isPlain(String ci) {
    Map<String, String> environment = Map.of("TERM", "xterm", "CI", ci);
    assertEquals(Kind.PLAIN, OutputMode.choose(Kind.AUTO, true, true, environment).kind());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "false", "FALSE"})
  void auto_whereCiIsSwitchedOff_isTheUi(String ci) {
    Map<String, String> environment = Map.of("TERM", "xterm", "CI", ci);
    assertEquals(Kind.TUI, OutputMode.choose(Kind.AUTO, true, true, environment).kind());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dumb", "unknown", "x"})
  void auto_onAnUnknownTerminal_isPlainAndNamesIt(String term) {
    OutputMode outputMode = OutputMode.choose(Kind.AUTO, true, true, Map.of("TERM", term));
    assertEquals(Kind.PLAIN, outputMode.kind());
    assertTrue(outputMode.notice().contains("\"" + term + "\""), outputMode.notice());
    assertTrue(outputMode.notice().contains("--ui tui"), outputMode.notice());
  }

  @Test
  void auto_withoutTerm_saysThatItIsNotSet() {
    assertTrue(
        OutputMode.choose(Kind.AUTO, true, true, Map.of()).notice().startsWith("TERM is not set"));
  }

  @Test
  void tui_askedFor_isTriedOnAnyTerminal() {
    assertEquals(Kind.TUI, OutputMode.choose(Kind.TUI, true, true, Map.of("TERM", "dumb")).kind());
  }

  @Test
  void tui_askedForWithoutATerminal_isRefusedWithWhatToDo() {
    UserException thrown =
        assertThrows(UserException.class, () -> OutputMode.choose(Kind.TUI, true, false, XTERM));
    assertEquals("--ui tui needs a terminal on standard output: use --ui plain", thrown.text());
  }

  @Test
  void plain_askedForOnATerminal_isPlain() {
    assertEquals(Kind.PLAIN, OutputMode.choose(Kind.PLAIN, true, true, XTERM).kind());
  }
}
