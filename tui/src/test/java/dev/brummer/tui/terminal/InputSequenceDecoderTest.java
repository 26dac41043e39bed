package dev.brummer.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.input.CharacterPattern.Matching;
import dev.brummer.tui.key.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InputSequenceDecoderTest {
  private final InputSequenceDecoder pattern = new InputSequenceDecoder();

  @ParameterizedTest
  @CsvSource({
    "[A, Up",
    "[B, Down",
    "OC, Right",
    "[H, Home",
    "[F, End",
    "[5~, PgUp",
    "[6~, PgDn",
    "[3~, Delete",
    "OP, F1",
    "[15~, F5",
    "[17~, F6",
    "[21~, F10",
    "[24;2~, Shift-F12",
    "[1;5A, Ctrl-Up",
    "[Z, Shift-Tab",
    "'\u001b[A', Alt-Up",
    "'\u001bOB', Alt-Down",
    "[[A, F1",
    "x, Alt-x",
    "O, Alt-O",
    "'\u007f', Alt-Backspace",
    "'\u0001', Ctrl-Alt-A"
  })
  void key_isKnownByItsWholeSequence(String sequence, String label) {
    assertEquals(label, key("\u001b" + sequence).label());
  }

  @Test
  void characters_areKeysThemselves() {
    assertEquals(Key.character('a'), key("a"));
    assertEquals(Key.character('é'), key("é"));
    assertEquals(Key.character(0x1f41d), key("\ud83d\udc1d"));
    assertEquals(Key.character(0x1f41d).withAlt(true), key("\u001b\ud83d\udc1d"));
    assertEquals(Key.of("Enter"), key("\n"));
    assertEquals(Key.of("Backspace"), key("\b"));
    assertEquals(Key.of("Ctrl-A"), key("\u0001"));
    assertEquals(Key.of("Ctrl-\\"), key("\u001c"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[[", "[M", "[M !", "O1;5"})
  void unfinishedSequence_typesNothing(String sequence) {
    Matching matching = pattern.match(characters("\u001b" + sequence));
    assertNotNull(matching);
    assertTrue(matching.partialMatch);
    assertEquals(new InputEvent.Ignored(), event(matching));
  }

  @ParameterizedTest
  @CsvSource({
    "[<0;12;5M, PRESS, 11, 4",
    "[<0;12;5m, RELEASE, 11, 4",
    "[<32;3;4M, DRAG, 2, 3",
    "[<64;1;1M, WHEEL_UP, 0, 0",
    "[<65;300;99M, WHEEL_DOWN, 299, 98"
  })
  void mouse_isToldInCells(
      String sequence, InputEvent.MouseEvent.MouseEventType mouseEventType, int x, int y) {
    InputEvent.MouseEvent mouse = (InputEvent.MouseEvent) decode("\u001b" + sequence);
    assertEquals(
        mouseEventType + " " + x + " " + y, mouse.type() + " " + mouse.x() + " " + mouse.y());
  }

  @ParameterizedTest
  @CsvSource({
    "[<2;1;1M, PRESS, 2, 0",
    "[<17;1;1m, RELEASE, 1, 16",
    "[<36;1;1M, DRAG, 0, 4",
    "[<35;1;1M, MOVE, 3, 0",
    "[<72;1;1M, WHEEL_UP, 3, 8"
  })
  void mouse_tellsButtonAndModifiers(
      String sequence,
      InputEvent.MouseEvent.MouseEventType mouseEventType,
      int button,
      int modifiers) {
    assertEquals(
        new InputEvent.MouseEvent(mouseEventType, 0, 0, button, modifiers),
        decode("\u001b" + sequence));
  }

  @Test
  void paste_comesWhole() {
    assertEquals(
        new InputEvent.Paste("rm -rf\n\u001b[A"), decode("\u001b[200~rm -rf\n\u001b[A\u001b[201~"));
  }

  @ParameterizedTest
  @CsvSource({
    "]11;rgb:ffff/fafa/0000, 16, fffa00",
    "]11;rgb:f/f/0, 16, ffff00",
    "]4;1;rgb:cc/00/01, 1, cc0001",
    "]4;15;rgb:fff/000/fff, 15, ff00ff",
    "]11;rgba:1e1e/1e1e/2e2e/ffff, 16, 1e1e2e"
  })
  void colour_isToldHoweverLongItsParts(String answer, int place, String colour) {
    InputEvent told = new InputEvent.ColourReport(place, Integer.parseInt(colour, 16));
    assertEquals(told, decode("\u001b" + answer + "\u0007"));
    assertEquals(told, decode("\u001b" + answer + "\u001b\\"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"11;?", "4;16;rgb:1/1/1", "11;rgb:xx/1/1", "11;rgb:1/1", "52;c;aGk=", ""})
  void answer_thatIsNone_typesNothing(String answer) {
    assertEquals(new InputEvent.Ignored(), decode("\u001b]" + answer + "\u0007"));
  }

  @Test
  void ground_isToldWhenItTurns() {
    assertEquals(new InputEvent.BackgroundReport(false), decode("\u001b[?997;2n"));
    assertEquals(new InputEvent.BackgroundReport(true), decode("\u001b[?997;1n"));
  }

  /// The first bytes of a sequence are a key of their own if nothing follows.
  @ParameterizedTest
  @CsvSource({"'', Esc", "[, Alt-[", "O, Alt-O", "], Alt-]"})
  void beginning_isAKeyIfNothingFollows(String sequence, String label) {
    Matching matching = pattern.match(characters("\u001b" + sequence));
    assertNotNull(matching);
    assertTrue(matching.partialMatch);
    assertEquals(label, ((InputEvent.KeyPressed) event(matching)).key().label());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001b[1;5", "\u001b[<0;1", "\u001b[200~x", "\u001b]11;rgb:1"})
  void unfinished_waits(String typed) {
    Matching matching = pattern.match(characters(typed));
    assertNotNull(matching);
    assertNull(matching.fullMatch);
  }

  @Test
  void unknownSequence_typesNothing() {
    assertEquals(new InputEvent.Ignored(), decode("\u001b[?1;2c"));
  }

  @Test
  void anyCharacters_neverThrow() {
    Random random = new Random(7);
    String likely = "\u001b[]O<0123456789;~Mmn?200~AZrgb:/\u0007\\ \u00ff";
    for (int round = 0; round < 20_000; round++) {
      List<Character> typed = new ArrayList<>(List.of('\u001b'));
      for (int n = random.nextInt(12); n > 0; n--) {
        typed.add(likely.charAt(random.nextInt(likely.length())));
        pattern.match(typed);
      }
    }
  }

  private InputEvent decode(String sequence) {
    List<Character> prefix = new ArrayList<>();
    for (char c : sequence.toCharArray()) {
      prefix.add(c);
      Matching matching = pattern.match(prefix);
      assertNotNull(matching, "no match for a prefix");
      if (prefix.size() == sequence.length()) {
        assertNotNull(matching.fullMatch, "incomplete sequence");
        return event(matching);
      }
      assertTrue(matching.partialMatch, "matched too early");
    }
    throw new AssertionError("empty sequence");
  }

  private Key key(String sequence) {
    return ((InputEvent.KeyPressed) decode(sequence)).key();
  }

  private static InputEvent event(Matching matching) {
    return ((InputSequenceDecoder.Decoded) matching.fullMatch).event();
  }

  private static List<Character> characters(String text) {
    List<Character> all = new ArrayList<>();
    for (char c : text.toCharArray()) {
      all.add(c);
    }
    return all;
  }
}
