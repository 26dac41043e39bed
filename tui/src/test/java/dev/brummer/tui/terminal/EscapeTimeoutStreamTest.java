package dev.brummer.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Truncated input sequences as decoded by the `keys` thread.
final class EscapeTimeoutStreamTest {
  @Test
  void paste_thatNeverEnds_isEndedAndNoKeysComeOfIt() throws IOException {
    TtyTerminal terminal = terminal("\033[200~qqq");
    assertEquals(new InputEvent.Paste("qqq"), InputEvent.of(terminal.readKey()));
    assertEquals(new InputEvent.EndOfInput(), InputEvent.of(terminal.readKey()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\033[<9;9", "\033[1", "\033]11;rgb:ff"})
  void sequence_thatStops_isNoLetters(String half) throws IOException {
    TtyTerminal terminal = terminal("x" + half);
    assertEquals(
        new InputEvent.CharacterKey('x', false, false, false), InputEvent.of(terminal.readKey()));
    assertEquals(new InputEvent.Ignored(), InputEvent.of(terminal.readKey()));
    assertEquals(new InputEvent.EndOfInput(), InputEvent.of(terminal.readKey()));
  }

  @Test
  void sequence_cutOffByTheNext_doesNotSwallowIt() throws IOException {
    TtyTerminal terminal = terminal("\033[<9;9\033[200~q\033[201~\033[1;\033[A");
    assertEquals(new InputEvent.Ignored(), InputEvent.of(terminal.readKey()));
    assertEquals(new InputEvent.Paste("q"), InputEvent.of(terminal.readKey()));
    assertEquals(new InputEvent.Ignored(), InputEvent.of(terminal.readKey()));
    assertEquals(
        new InputEvent.NamedKey("Up", false, false, false), InputEvent.of(terminal.readKey()));
  }

  @Test
  void escape_alone_isAKey() throws IOException {
    assertEquals(
        new InputEvent.NamedKey("Esc", false, false, false),
        InputEvent.of(terminal("\033").readKey()));
  }

  private static TtyTerminal terminal(String typed) throws IOException {
    byte[] bytes = typed.getBytes(StandardCharsets.US_ASCII);
    return new TtyTerminal(new ByteArrayInputStream(bytes), new ByteArrayOutputStream(), _ -> "");
  }
}
