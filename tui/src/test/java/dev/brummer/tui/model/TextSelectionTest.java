package dev.brummer.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class TextSelectionTest {
  @Test
  void withinALine_coversBothEnds_whicheverComesFirst() {
    TextSelection right = new TextSelection(7, 2, 7, 5);
    TextSelection left = new TextSelection(7, 5, 7, 2);
    for (TextSelection pick : new TextSelection[] {right, left}) {
      assertEquals(2, pick.start(7));
      assertEquals(6, pick.end(7, 40));
      assertEquals(4, pick.end(7, 4));
    }
  }

  @Test
  void overLines_takesTheirInnerEndsWhole() {
    TextSelection up = new TextSelection(9, 3, 7, 5);
    assertTrue(up.contains(8));
    assertFalse(up.contains(10));
    assertEquals(5, up.start(7));
    assertEquals(40, up.end(7, 40));
    assertEquals(0, up.start(8));
    assertEquals(0, up.start(9));
    assertEquals(4, up.end(9, 40));
  }
}
