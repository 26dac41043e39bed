package dev.brummer.tui.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// Another size: text flows, the cursor stays at its character, nothing that was printed is lost.
final class ReflowTest {
  private final EmulatorDriver glass = new EmulatorDriver(10, 4);

  @Test
  void narrower_wraps_andWiderJoinsAgain() {
    glass.print("0123456789abc\r\nx");
    glass.emulator.resize(5, 4);
    glass.shows("01234", "56789", "abc", "x").cursorAt(1, 3);
    glass.emulator.resize(20, 4);
    glass.shows("0123456789abc", "x").cursorAt(1, 1);
  }

  @Test
  void narrower_sendsTheFirstRowsToTheHistory() {
    glass.print("0123456789\r\nabcdefghij\r\nx");
    glass.emulator.resize(4, 3);
    glass.shows("efgh", "ij", "x").cursorAt(1, 2);
    assertEquals("0123\n4567\n89\n", glass.still(4).picture());
    glass.emulator.resize(10, 4);
    glass.shows("0123456789", "abcdefghij", "x").cursorAt(1, 2);
  }

  @Test
  void lower_givesUpBlankRowsFirst_higherBringsThemBack() {
    glass.print("1\r\n2");
    glass.emulator.resize(10, 2);
    glass.shows("1", "2").cursorAt(1, 1);
    glass.print("\r\n3\r\n4").shows("3", "4");
    glass.emulator.resize(10, 3);
    glass.shows("2", "3", "4").cursorAt(1, 2);
    glass.emulator.resize(10, 9);
    glass.shows("1", "2", "3", "4").cursorAt(1, 3);
  }

  @Test
  void clearedScreen_staysClear() {
    glass.print("1\r\n2\r\n3\r\n4\r\n5\r\n\033[2J\033[H$ ");
    glass.emulator.resize(12, 4);
    glass.shows("$").cursorAt(2, 0);
  }

  @Test
  void wideCharacters_areNotCut() {
    glass.print("a世世世世b");
    glass.emulator.resize(4, 4);
    glass.shows("a世", "世世", "世b").assertSound();
    glass.emulator.resize(12, 4);
    glass.shows("a世世世世b").cursorAt(10, 0);
  }

  @Test
  void cursorAtTheEdge_goesOnBehindTheText() {
    glass.print("0123456789");
    glass.emulator.resize(12, 4);
    glass.print("ab").shows("0123456789ab");
  }

  @Test
  void alternateScreen_isCut_andTheMainOneFlowsMeanwhile() {
    glass.print("0123456789abc\033[?1049h\033[4;10Hx");
    glass.emulator.resize(5, 3);
    glass.shows().cursorAt(4, 2);
    glass.print("\033[?1049l").shows("01234", "56789", "abc").cursorAt(3, 2);
  }

  @Test
  void anySizes_loseNoText() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      EmulatorDriver one = new EmulatorDriver(2 + random.nextInt(30), 1 + random.nextInt(12));
      StringBuilder printed = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        int length = 1 + random.nextInt(40);
        String line = "世é".repeat(random.nextInt(2)) + "x".repeat(length) + i;
        printed.append(line).append('\n');
        one.print(line + "\r\n");
        one.emulator.resize(2 + random.nextInt(30), 1 + random.nextInt(12));
        one.assertSound();
      }
      one.emulator.resize(120, 40);
      assertEquals(
          printed.toString(), one.still().picture().replaceAll("\n+$", "\n"), "round " + round);
    }
  }
}
