package dev.brummer.app.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lines for the shells.
class ShellWriterTest {
  private static Completion of(String value, String description) {
    return Completion.of(List.of(new Candidate(value, description)));
  }

  @Test
  void zsh_escapesColonsOfTheValue() {
    assertEquals(
        List.of("words", "dev\\:web\\\\x:state: ready"),
        ShellWriter.zsh(of("dev:web\\x", "state: ready")));
  }

  @Test
  void fish_separatesByTab() {
    assertEquals(List.of("words", "dev\tnpm run dev"), ShellWriter.fish(of("dev", "npm run dev")));
  }

  @Test
  void bash_leavesOutWhatDoesNotContinueTheWord() {
    BashLine line = BashLine.parse("brummer run d", " :", Map.of());
    Completion both = Completion.of(List.of(new Candidate("dev", ""), new Candidate("api", "")));
    assertEquals(List.of("words", "dev"), ShellWriter.bash(both, line));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\u001b[31mb", "a\tb", "a\u202eb", "a\u0007", "a\u009bb"})
  void nameWithInvisibleCharacters_isNotOffered(String name) {
    assertEquals(List.of("words"), ShellWriter.fish(of(name, "")));
  }

  @Test
  void description_isOneVisibleLine() {
    List<String> lines = ShellWriter.fish(of("a", "x\n\u001b[31m\ty"));
    assertEquals(2, lines.size());
    assertFalse(lines.get(1).contains("\u001b"), lines.get(1));
    assertEquals(2, lines.get(1).split("\t").length);
  }

  @ParameterizedTest
  @EnumSource
  void script_quotesTheLauncher(CompletionShell shell) {
    String script = shell.script("/opt/it's/brummer");
    String quoted =
        shell == CompletionShell.FISH ? "'/opt/it\\'s/brummer'" : "'/opt/it'\\''s/brummer'";
    assertTrue(script.contains(quoted + " "), script);
    assertFalse(script.contains("@LAUNCHER@"), script);
  }
}
