package dev.brummer.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.tui.key.Key;
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
    assertEquals(new InputEvent.Paste("qqq"), terminal.readEvent());
    assertEquals(new InputEvent.EndOfInput(), terminal.readEvent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\033[<9;9", "\033[1", "\033]11;rgb:ff"})
  void sequence_thatStops_isNoLetters(String half) throws IOException {
    TtyTerminal terminal = terminal("x" + half);
    assertEquals(new InputEvent.KeyPressed(Key.character('x')), terminal.readEvent());
    assertEquals(new InputEvent.Ignored(), terminal.readEvent());
    assertEquals(new InputEvent.EndOfInput(), terminal.readEvent());
  }

  @Test
  void sequence_cutOffByTheNext_doesNotSwallowIt() throws IOException {
    TtyTerminal terminal = terminal("\033[<9;9\033[200~q\033[201~\033[1;\033[A");
    assertEquals(new InputEvent.Ignored(), terminal.readEvent());
    assertEquals(new InputEvent.Paste("q"), terminal.readEvent());
    assertEquals(new InputEvent.Ignored(), terminal.readEvent());
    assertEquals(new InputEvent.KeyPressed(Key.of("Up")), terminal.readEvent());
  }

  @Test
  void escape_alone_isAKey() throws IOException {
    assertEquals(new InputEvent.KeyPressed(Key.of("Esc")), terminal("\033").readEvent());
  }

  private static TtyTerminal terminal(String typed) throws IOException {
    byte[] bytes = typed.getBytes(StandardCharsets.US_ASCII);
    return new TtyTerminal(new ByteArrayInputStream(bytes), new ByteArrayOutputStream(), _ -> "");
  }
}
