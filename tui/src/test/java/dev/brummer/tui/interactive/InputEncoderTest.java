package dev.brummer.tui.interactive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.tui.emulator.InputModes;
import dev.brummer.tui.emulator.InputModes.MouseEncoding;
import dev.brummer.tui.emulator.InputModes.MouseTracking;
import dev.brummer.tui.key.Key;
import dev.brummer.tui.terminal.InputEvent;
import dev.brummer.tui.terminal.InputEvent.MouseEvent.MouseEventType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Byte sequences of keys, pastes and mouse events as xterm sends them.
final class InputEncoderTest {
  private static final InputModes KEYS =
      new InputModes(
          true, true, false, false, false, false, MouseTracking.NONE, MouseEncoding.BYTES);

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          a,            a
          Ä,            Ä
          Enter,        ^M
          Esc,          ^[
          Tab,          ^I
          Shift-Tab,    ^[[Z
          Backspace,    ^?
          Ctrl-C,       ^C
          Ctrl-A,       ^A
          Ctrl-Space,   ^@
          Ctrl-_,       ^_
          Alt-x,        ^[x
          Alt-Backspace, ^[^?
          Up,           ^[[A
          Home,         ^[[H
          Shift-Up,     ^[[1;2A
          Ctrl-Right,   ^[[1;5C
          Alt-Left,     ^[[1;3D
          Insert,       ^[[2~
          Delete,       ^[[3~
          Ctrl-Delete,  ^[[3;5~
          PgUp,         ^[[5~
          F1,           ^[OP
          Shift-F1,     ^[[1;2P
          F5,           ^[[15~
          F6,           ^[[17~
          F10,          ^[[21~
          F11,          ^[[23~
          Ctrl-F12,     ^[[24;5~
          """)
  void keys(String key, String sent) {
    assertEquals(sent, escaped(InputEncoder.encodeKey(Key.of(key), InputModes.NONE)));
  }

  @ParameterizedTest
  @CsvSource({"Up, ^[OA", "End, ^[OF", "Ctrl-Up, ^[[1;5A", "F1, ^[OP", "PgDn, ^[[6~"})
  void keys_ofAnApplication(String key, String sent) {
    assertEquals(sent, escaped(InputEncoder.encodeKey(Key.of(key), KEYS)));
  }

  @Test
  void paste_isBracketedOnRequest_andCannotEndItself() {
    assertEquals("a^Mb^Mc", escaped(InputEncoder.encodePaste("a\nb\r\nc", InputModes.NONE)));
    InputModes bracketed =
        new InputModes(
            false, false, true, false, false, false, MouseTracking.NONE, MouseEncoding.BYTES);
    String evil = "one\n\033[201~rm -rf\033[20\033[201~1~ x";
    String sent = escaped(InputEncoder.encodePaste(evil, bracketed));
    assertEquals("^[[200~", sent.substring(0, 7));
    assertEquals(sent.length() - 7, sent.indexOf("^[[201~"));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          PRESS,      0, 0,  BUTTONS, SGR,   ^[[<0;3;5M
          RELEASE,    0, 0,  BUTTONS, SGR,   ^[[<0;3;5m
          PRESS,      2, 16, BUTTONS, SGR,   ^[[<18;3;5M
          DRAG,       0, 0,  BUTTONS, SGR,   ''
          DRAG,       1, 0,  DRAG,    SGR,   ^[[<33;3;5M
          MOVE,       3, 0,  DRAG,    SGR,   ''
          MOVE,       3, 0,  ALL,     SGR,   ^[[<35;3;5M
          WHEEL_UP,   3, 0,  BUTTONS, SGR,   ^[[<64;3;5M
          WHEEL_DOWN, 3, 4,  BUTTONS, SGR,   ^[[<69;3;5M
          PRESS,      0, 0,  BUTTONS, BYTES, '^[[M #%'
          RELEASE,    0, 0,  BUTTONS, BYTES, ^[[M##%
          PRESS,      1, 16, PRESS,   BYTES, ^[[M!#%
          RELEASE,    0, 0,  PRESS,   BYTES, ''
          PRESS,      0, 0,  NONE,    SGR,   ''
          """)
  void mouse(
      MouseEventType type,
      int button,
      int modifiers,
      MouseTracking wish,
      MouseEncoding coding,
      String sent) {
    InputModes inputModes = new InputModes(false, false, false, false, false, false, wish, coding);
    InputEvent.MouseEvent mouse = new InputEvent.MouseEvent(type, 40, 50, button, modifiers);
    assertEquals(sent, escaped(InputEncoder.encodeMouse(mouse, 2, 4, inputModes)));
  }

  @Test
  void mouse_farAway_isSaidOnlyWhereItCanBe() {
    InputEvent.MouseEvent press = new InputEvent.MouseEvent(MouseEventType.PRESS, 0, 0, 0, 0);
    InputModes bytes =
        new InputModes(
            false, false, false, false, false, false, MouseTracking.BUTTONS, MouseEncoding.BYTES);
    InputModes utf8 =
        new InputModes(
            false, false, false, false, false, false, MouseTracking.BUTTONS, MouseEncoding.UTF8);
    assertEquals(0, InputEncoder.encodeMouse(press, 223, 0, bytes).length);
    assertEquals(
        "\033[M " + (char) (33 + 300) + "!",
        new String(InputEncoder.encodeMouse(press, 300, 0, utf8), StandardCharsets.UTF_8));
    byte[] edge = InputEncoder.encodeMouse(press, 222, 0, bytes);
    assertEquals(255, edge[4] & 0xff);
  }

  /// Renders control characters in caret notation.
  private static String escaped(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    for (char c : new String(bytes, StandardCharsets.UTF_8).toCharArray()) {
      out.append(c < ' ' || c == 0x7f ? "^" + (char) (c ^ 0x40) : String.valueOf(c));
    }
    return out.toString();
  }
}
