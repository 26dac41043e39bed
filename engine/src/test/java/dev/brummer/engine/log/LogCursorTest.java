package dev.brummer.engine.log;

import static dev.brummer.engine.log.LogFixture.append;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCursorTest {
  @TempDir Path directory;

  private final LineBlock block = new LineBlock();

  @Test
  void everyLine_comesOnce_inOrder_whileMoreAreStored() {
    Random random = new Random(11);
    try (LogStore store = LogStore.open(new LogSettings(directory, 1 << 24, 1 << 24, 4096));
        LogCursor cursor = store.cursor(0)) {
      List<String> expected = new ArrayList<>();
      List<String> seen = new ArrayList<>();
      for (int round = 0; round < 500; round++) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(6); n >= 0; n--) {
          String line = "x".repeat(random.nextInt(90)) + round;
          text.append(line).append('\n');
          expected.add(1 + round % 3 + " " + line);
        }
        append(store, 1 + round % 3, text.toString());
        if (random.nextInt(4) == 0) {
          drain(cursor, seen);
          assertEquals(expected, seen);
        }
        if (random.nextInt(9) == 0) {
          cursor.close();
        }
      }
      drain(cursor, seen);
      assertEquals(expected, seen);
      assertEquals(store.end(), cursor.next());
    }
  }

  @Test
  void printableBlock_isKnown_untilAnotherFollows() {
    try (LogStore store = LogStore.open(new LogSettings(directory, 1 << 24, 1 << 24, 4096));
        LogCursor cursor = store.cursor(0)) {
      append(store, 1, "a b~\nc\n");
      assertTrue(cursor.next(block) && block.isPrintable());
      append(store, 1, "d\n");
      append(store, 1, "\u00e4\n");
      append(store, 1, "e\n");
      assertTrue(cursor.next(block) && block.isPrintable());
      assertTrue(cursor.next(block) && !block.isPrintable());
      assertTrue(cursor.next(block) && !block.isPrintable());
    }
  }

  /// Another program may have written to the file since.
  @Test
  void printableBlock_readFromItsFile_isNotKnown() {
    try (LogStore store = LogStore.open(new LogSettings(directory, 1 << 24, 1 << 24, 4096));
        LogCursor cursor = store.cursor(0)) {
      for (int i = 0; i < 200; i++) {
        append(store, 1, "x".repeat(80) + "\n");
      }
      assertTrue(cursor.next(block));
      assertFalse(block.isPrintable());
      while (cursor.next() < store.end() - 1) {
        assertTrue(cursor.next(block));
      }
      assertTrue(cursor.next(block) && block.isPrintable());
    }
  }

  @Test
  void cursorInTheMidst_beginsWithItsLine() {
    try (LogStore store = LogStore.open(new LogSettings(directory, 1 << 24, 1 << 24, 4096))) {
      append(store, 1, "a\nb\nc\n");
      try (LogCursor cursor = store.cursor(1)) {
        assertTrue(cursor.next(block));
        assertEquals(1, block.first());
        assertEquals(2, block.count());
        assertEquals("b", block.line(0).string());
        assertEquals("c", block.line(1).string());
        assertFalse(cursor.next(block));
      }
    }
  }

  @Test
  void unneededLines_arePassed_neededOnesStay() {
    try (LogStore store = LogStore.open(new LogSettings(directory, 1 << 24, 1 << 24, 4096));
        LogCursor cursor = store.cursor(1)) {
      append(store, 1, "a\nb\nc\n");
      append(store, 1, "d\n");
      assertTrue(cursor.skipIf((first, count) -> first == 1 && count == 2));
      assertFalse(cursor.skipIf((first, count) -> count == 2));
      assertTrue(cursor.next(block));
      assertEquals("d", block.line(0).string());
      assertFalse(cursor.skipIf((first, count) -> true));
      assertEquals(4, cursor.next());
    }
  }

  @Test
  void linesThatHaveGone_areLeftOut() {
    try (LogStore store = LogStore.open(new LogSettings(directory, 8192, 8192, 4096));
        LogCursor cursor = store.cursor(0)) {
      for (int i = 0; i < 500; i++) {
        append(store, 1, "line " + i + " of many that take room\n");
      }
      assertTrue(store.first() > 0);
      assertTrue(cursor.next(block));
      assertEquals(store.first(), block.first());
    }
  }

  private void drain(LogCursor cursor, List<String> seen) {
    while (cursor.next(block)) {
      assertEquals(seen.size(), block.first());
      for (int i = 0; i < block.count(); i++) {
        seen.add(block.process() + " " + block.line(i).string());
      }
    }
  }
}
