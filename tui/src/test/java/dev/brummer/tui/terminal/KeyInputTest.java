package dev.brummer.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the thread `keys` makes of bytes that stop in the middle.
final class KeyInputTest {
  @Test
  void paste_thatNeverEnds_isEndedAndNoKeysComeOfIt() throws IOException {
    TtyTerminal terminal = terminal("\033[200~qqq");
    assertEquals(new Typed.Paste("qqq"), Typed.of(terminal.next()));
    assertEquals(new Typed.End(), Typed.of(terminal.next()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\033[<9;9", "\033[1", "\033]11;rgb:ff"})
  void sequence_thatStops_isNoLetters(String half) throws IOException {
    TtyTerminal terminal = terminal("x" + half);
    assertEquals(new Typed.Letter('x', false, false, false), Typed.of(terminal.next()));
    assertEquals(new Typed.Nothing(), Typed.of(terminal.next()));
    assertEquals(new Typed.End(), Typed.of(terminal.next()));
  }

  @Test
  void sequence_cutOffByTheNext_doesNotSwallowIt() throws IOException {
    TtyTerminal terminal = terminal("\033[<9;9\033[200~q\033[201~\033[1;\033[A");
    assertEquals(new Typed.Nothing(), Typed.of(terminal.next()));
    assertEquals(new Typed.Paste("q"), Typed.of(terminal.next()));
    assertEquals(new Typed.Nothing(), Typed.of(terminal.next()));
    assertEquals(new Typed.Named("Up", false, false, false), Typed.of(terminal.next()));
  }

  @Test
  void escape_alone_isAKey() throws IOException {
    assertEquals(new Typed.Named("Esc", false, false, false), Typed.of(terminal("\033").next()));
  }

  private static TtyTerminal terminal(String typed) throws IOException {
    byte[] bytes = typed.getBytes(StandardCharsets.US_ASCII);
    return new TtyTerminal(new ByteArrayInputStream(bytes), new ByteArrayOutputStream(), _ -> "");
  }
}
