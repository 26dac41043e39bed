package dev.brummer.tui.vt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Any bytes, any split, any size: nothing throws, nothing differs, no character is cut.
final class FuzzTest {
  private static final String[] PIECES = {
    "\033[",
    "\033[?",
    "\033[>",
    "\033]",
    "\033P",
    "\033(",
    "\033",
    "0",
    "1",
    "2",
    "5",
    "12",
    "25",
    "47",
    "1049",
    "2026",
    "999",
    ";",
    ":",
    "h",
    "l",
    "m",
    "H",
    "J",
    "K",
    "L",
    "M",
    "P",
    "@",
    "X",
    "S",
    "T",
    "A",
    "B",
    "C",
    "D",
    "r",
    "b",
    "d",
    "G",
    "I",
    "Z",
    "g",
    "s",
    "u",
    "n",
    "c",
    "$p",
    " q",
    "!p",
    "7",
    "8",
    "D",
    "E",
    "M",
    "#8",
    "0x",
    "\r",
    "\n",
    "\t",
    "\b",
    "\016",
    "\017",
    "\007",
    "\033\\",
    "plain text",
    "世界",
    "e\u0301",
    "\u0301",
    "👍",
    "x",
    " ",
    "\030",
    "\302",
    "~",
    "?",
    "<",
    "="
  };

  @Test
  void anyBytes_neverThrow() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      Glass glass = new Glass(1 + random.nextInt(40), 1 + random.nextInt(20));
      for (int i = 0; i < 20; i++) {
        byte[] bytes = new byte[random.nextInt(400)];
        random.nextBytes(bytes);
        glass.print(bytes);
        glass.assertSound();
        glass.emulator.resize(random.nextInt(60), random.nextInt(30));
        glass.assertSound();
      }
    }
  }

  @Test
  void anySequences_neverThrow_andAnySplitIsTheSame() {
    Random random = new Random(8);
    for (int round = 0; round < 400; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 300; i++) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      int columns = 1 + random.nextInt(40);
      int rows = 1 + random.nextInt(20);
      Glass whole = new Glass(columns, rows).print(bytes);
      whole.assertSound();
      assertEquals(whole.all(), new Glass(columns, rows).print(bytes, random, 7).all());
      assertEquals(whole.all(), new Glass(columns, rows).print(bytes, random, 1).all());
    }
  }
}
