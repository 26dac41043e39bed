package dev.brummer.tui.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// Resizing rewraps text, keeps the cursor at its character and loses no output.
final class ReflowTest {
  private final EmulatorDriver emulatorDriver = new EmulatorDriver(10, 4);

  @Test
  void narrower_wraps_andWiderJoinsAgain() {
    emulatorDriver.print("0123456789abc\r\nx");
    emulatorDriver.emulator.resize(5, 4);
    emulatorDriver.assertScreen("01234", "56789", "abc", "x").assertCursor(1, 3);
    emulatorDriver.emulator.resize(20, 4);
    emulatorDriver.assertScreen("0123456789abc", "x").assertCursor(1, 1);
  }

  @Test
  void narrower_sendsTheFirstRowsToTheHistory() {
    emulatorDriver.print("0123456789\r\nabcdefghij\r\nx");
    emulatorDriver.emulator.resize(4, 3);
    emulatorDriver.assertScreen("efgh", "ij", "x").assertCursor(1, 2);
    assertEquals("0123\n4567\n89\n", emulatorDriver.snapshot(4).screenText());
    emulatorDriver.emulator.resize(10, 4);
    emulatorDriver.assertScreen("0123456789", "abcdefghij", "x").assertCursor(1, 2);
  }

  @Test
  void lower_givesUpBlankRowsFirst_higherBringsThemBack() {
    emulatorDriver.print("1\r\n2");
    emulatorDriver.emulator.resize(10, 2);
    emulatorDriver.assertScreen("1", "2").assertCursor(1, 1);
    emulatorDriver.print("\r\n3\r\n4").assertScreen("3", "4");
    emulatorDriver.emulator.resize(10, 3);
    emulatorDriver.assertScreen("2", "3", "4").assertCursor(1, 2);
    emulatorDriver.emulator.resize(10, 9);
    emulatorDriver.assertScreen("1", "2", "3", "4").assertCursor(1, 3);
  }

  @Test
  void clearedScreen_staysClear() {
    emulatorDriver.print("1\r\n2\r\n3\r\n4\r\n5\r\n\033[2J\033[H$ ");
    emulatorDriver.emulator.resize(12, 4);
    emulatorDriver.assertScreen("$").assertCursor(2, 0);
  }

  @Test
  void wideCharacters_areNotCut() {
    emulatorDriver.print("a世世世世b");
    emulatorDriver.emulator.resize(4, 4);
    emulatorDriver.assertScreen("a世", "世世", "世b").assertConsistent();
    emulatorDriver.emulator.resize(12, 4);
    emulatorDriver.assertScreen("a世世世世b").assertCursor(10, 0);
  }

  @Test
  void cursorAtTheEdge_goesOnBehindTheText() {
    emulatorDriver.print("0123456789");
    emulatorDriver.emulator.resize(12, 4);
    emulatorDriver.print("ab").assertScreen("0123456789ab");
  }

  @Test
  void alternateScreen_isCut_andTheMainOneFlowsMeanwhile() {
    emulatorDriver.print("0123456789abc\033[?1049h\033[4;10Hx");
    emulatorDriver.emulator.resize(5, 3);
    emulatorDriver.assertScreen().assertCursor(4, 2);
    emulatorDriver.print("\033[?1049l").assertScreen("01234", "56789", "abc").assertCursor(3, 2);
  }

  @Test
  void anySizes_loseNoText() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      EmulatorDriver driver = new EmulatorDriver(2 + random.nextInt(30), 1 + random.nextInt(12));
      StringBuilder printed = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        int length = 1 + random.nextInt(40);
        String line = "世é".repeat(random.nextInt(2)) + "x".repeat(length) + i;
        printed.append(line).append('\n');
        driver.print(line + "\r\n");
        driver.emulator.resize(2 + random.nextInt(30), 1 + random.nextInt(12));
        driver.assertConsistent();
      }
      driver.emulator.resize(120, 40);
      assertEquals(
          printed.toString(),
          driver.snapshot().screenText().replaceAll("\n+$", "\n"),
          "round " + round);
    }
  }
}
