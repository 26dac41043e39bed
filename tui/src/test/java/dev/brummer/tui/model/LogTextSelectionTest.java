package dev.brummer.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class LogTextSelectionTest {
  @Test
  void withinALine_coversBothEnds_whicheverComesFirst() {
    LogTextSelection right = new LogTextSelection(7, 2, 7, 5);
    LogTextSelection left = new LogTextSelection(7, 5, 7, 2);
    for (LogTextSelection pick : new LogTextSelection[] {right, left}) {
      assertEquals(2, pick.start(7));
      assertEquals(6, pick.end(7, 40));
      assertEquals(4, pick.end(7, 4));
    }
  }

  @Test
  void overLines_takesTheirInnerEndsWhole() {
    LogTextSelection up = new LogTextSelection(9, 3, 7, 5);
    assertTrue(up.contains(8));
    assertFalse(up.contains(10));
    assertEquals(5, up.start(7));
    assertEquals(40, up.end(7, 40));
    assertEquals(0, up.start(8));
    assertEquals(0, up.start(9));
    assertEquals(4, up.end(9, 40));
  }
}
