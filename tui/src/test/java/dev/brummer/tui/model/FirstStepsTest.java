package dev.brummer.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// The line for a new user.
class FirstStepsTest {
  private final FirstSteps steps = new FirstSteps();

  @Test
  void start_thenAView_endThem() {
    assertNull(steps.text());
    steps.begin();
    String start = steps.text();
    steps.started();
    String look = steps.text();
    assertNotNull(look);
    assertNotEquals(start, look);
    steps.shown();
    assertNull(steps.text());
  }

  @Test
  void viewBeforeAStart_keepsTheLine() {
    steps.begin();
    String start = steps.text();
    steps.shown();
    assertEquals(start, steps.text());
  }

  @Test
  void leave_endsThemAtAnyTime() {
    assertFalse(steps.leave());
    steps.begin();
    assertTrue(steps.leave());
    assertFalse(steps.isActive());
    steps.started();
    assertNull(steps.text());
  }

  @Test
  void lines_leaveRoomForEsc_inEightyColumns() {
    steps.begin();
    assertTrue(String.valueOf(steps.text()).length() <= 66, steps.text());
    steps.started();
    assertTrue(String.valueOf(steps.text()).length() <= 66, steps.text());
    FirstSteps.HELP.forEach(line -> assertTrue(line.length() <= 49, line));
  }
}
