package dev.brummer.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.googlecode.lanterna.input.CharacterPattern.Matching;
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
    "[24;2~, F12",
    "[1;5A, Up"
  })
  void key_isKnownByItsWholeSequence(String sequence, String name) {
    InputEvent inputEvent = decode("\u001b" + sequence);
    assertEquals(name, ((InputEvent.NamedKey) inputEvent).name());
  }

  @Test
  void control_isTold() {
    assertEquals(new InputEvent.NamedKey("Up", true, false, false), decode("\u001b[1;5A"));
    assertEquals(new InputEvent.NamedKey("Tab", false, false, true), decode("\u001b[Z"));
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
      String sequence, InputEvent.MouseEvent.MouseEventType type, int x, int y) {
    InputEvent.MouseEvent mouse = (InputEvent.MouseEvent) decode("\u001b" + sequence);
    assertEquals(type + " " + x + " " + y, mouse.type() + " " + mouse.x() + " " + mouse.y());
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
      String sequence, InputEvent.MouseEvent.MouseEventType type, int button, int modifiers) {
    assertEquals(
        new InputEvent.MouseEvent(type, 0, 0, button, modifiers), decode("\u001b" + sequence));
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
  void colour_isToldHoweverLongItsParts(String response, int index, String colour) {
    InputEvent report = new InputEvent.ColourReport(index, Integer.parseInt(colour, 16));
    assertEquals(report, decode("\u001b" + response + "\u0007"));
    assertEquals(report, decode("\u001b" + response + "\u001b\\"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"11;?", "4;16;rgb:1/1/1", "11;rgb:xx/1/1", "11;rgb:1/1", "52;c;aGk=", ""})
  void answer_thatIsNone_typesNothing(String response) {
    assertEquals(new InputEvent.Ignored(), decode("\u001b]" + response + "\u0007"));
  }

  @Test
  void ground_isToldWhenItTurns() {
    assertEquals(new InputEvent.BackgroundReport(false), decode("\u001b[?997;2n"));
    assertEquals(new InputEvent.BackgroundReport(true), decode("\u001b[?997;1n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b",
        "\u001b[",
        "\u001bO",
        "\u001b[1;5",
        "\u001b[<0;1",
        "\u001b[200~x",
        "\u001b]11;rgb:1"
      })
  void unfinished_waits(String decode) {
    Matching matching = pattern.match(characters(decode));
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
    String frequent = "\u001b[]O<0123456789;~Mmn?200~AZrgb:/\u0007\\ \u00ff";
    for (int round = 0; round < 20_000; round++) {
      List<Character> decode = new ArrayList<>(List.of('\u001b'));
      for (int n = random.nextInt(12); n > 0; n--) {
        decode.add(frequent.charAt(random.nextInt(frequent.length())));
        pattern.match(decode);
      }
    }
  }

  private InputEvent decode(String sequence) {
    List<Character> prefix = new ArrayList<>();
    for (char c : sequence.toCharArray()) {
      prefix.add(c);
      Matching matching = pattern.match(prefix);
      assertNotNull(matching, "no match for a prefix");
      if (matching.fullMatch != null) {
        assertEquals(sequence.length(), prefix.size(), "matched too early");
        return InputEvent.of(matching.fullMatch);
      }
    }
    throw new AssertionError("incomplete sequence");
  }

  private static List<Character> characters(String text) {
    List<Character> all = new ArrayList<>();
    for (char c : text.toCharArray()) {
      all.add(c);
    }
    return all;
  }
}
