package dev.brummer.tui.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Arbitrary bytes, chunks and sizes: nothing throws, chunking has no effect, no character is
/// split.
final class EmulatorFuzzTest {
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

  /// Text, complete sequences, and final bytes of sequences with a numeric parameter.
  private static final String[] EDITS = {
    "世界",
    "世界世界世界",
    "ab世c",
    "界x",
    "e\u0301世\u0301",
    "plain",
    "\033[4h世x\033[4l",
    "@",
    "P",
    "X",
    "L",
    "M",
    "S",
    "T",
    "b",
    "\033[K",
    "\033[1K",
    "\033[2K",
    "\033[J",
    "\033[1J",
    "\033[2;3r",
    "\033[r",
    "\n",
    "\033M",
    "\t\b世",
    "\033[?7l世界世界世界\033[?7h"
  };

  @Test
  void anyBytes_neverThrow() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      EmulatorDriver emulatorDriver =
          new EmulatorDriver(1 + random.nextInt(40), 1 + random.nextInt(20));
      for (int i = 0; i < 20; i++) {
        byte[] bytes = new byte[random.nextInt(400)];
        random.nextBytes(bytes);
        emulatorDriver.print(bytes);
        emulatorDriver.assertConsistent();
        emulatorDriver.emulator.resize(random.nextInt(60), random.nextInt(30));
        emulatorDriver.assertConsistent();
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
      EmulatorDriver whole = new EmulatorDriver(columns, rows).print(bytes);
      whole.assertConsistent();
      assertEquals(whole.dump(), new EmulatorDriver(columns, rows).print(bytes, random, 7).dump());
      assertEquals(whole.dump(), new EmulatorDriver(columns, rows).print(bytes, random, 1).dump());
    }
  }

  /// Erasing, inserting, deleting and scrolling among narrow and wide characters.
  @Test
  void anyEditing_cutsNoCharacter() {
    Random random = new Random(9);
    for (int round = 0; round < 60; round++) {
      EmulatorDriver emulatorDriver =
          new EmulatorDriver(2 + random.nextInt(12), 1 + random.nextInt(6));
      for (int i = 0; i < 200; i++) {
        String edit = EDITS[random.nextInt(EDITS.length)];
        emulatorDriver.print(
            "\033[" + (1 + random.nextInt(6)) + ";" + (1 + random.nextInt(13)) + "H");
        emulatorDriver.print(edit.length() > 1 ? edit : "\033[" + (1 + random.nextInt(5)) + edit);
        emulatorDriver.assertConsistent();
        if (random.nextInt(8) == 0) {
          boolean alternate = random.nextBoolean();
          emulatorDriver.print(alternate ? "\033[?47h世界世界" : "\033[?47l");
          emulatorDriver.emulator.resize(2 + random.nextInt(12), 1 + random.nextInt(6));
          emulatorDriver.assertConsistent();
        }
      }
    }
  }
}
