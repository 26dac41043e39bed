package dev.brummer.tui;

import static dev.brummer.tui.FrameSchedule.EVENT_INTERVAL_NANOS;
import static dev.brummer.tui.FrameSchedule.FLOOD_EVENTS;
import static dev.brummer.tui.FrameSchedule.FLOOD_INTERVAL_NANOS;
import static dev.brummer.tui.FrameSchedule.FLOOD_LINES;
import static dev.brummer.tui.FrameSchedule.INPUT_INTERVAL_NANOS;
import static dev.brummer.tui.FrameSchedule.LINE_CHECK_INTERVAL_NANOS;
import static dev.brummer.tui.FrameSchedule.LINE_FLOOD_INTERVAL_NANOS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FrameScheduleTest {
  private static final long START = -7;

  private final FrameSchedule schedule = new FrameSchedule(START);

  @Test
  void paintsEventsAtTheEventInterval() {
    schedule.applied(FLOOD_EVENTS - 1);
    assertEquals(EVENT_INTERVAL_NANOS, schedule.nanosToWait(START, false, 0));
    assertEquals(1, schedule.nanosToWait(START + EVENT_INTERVAL_NANOS - 1, false, 0));
    assertEquals(0, schedule.nanosToWait(START + EVENT_INTERVAL_NANOS, false, 0));
  }

  @Test
  void paintsAFloodLaterButAppliesItAsOften() {
    schedule.applied(FLOOD_EVENTS);
    for (long now = START; now < START + FLOOD_INTERVAL_NANOS; now += EVENT_INTERVAL_NANOS) {
      long wait = schedule.nanosToWait(now, false, 0);
      assertTrue(wait > 0 && wait <= EVENT_INTERVAL_NANOS, now + ": " + wait);
    }
    assertEquals(0, schedule.nanosToWait(START + FLOOD_INTERVAL_NANOS, false, 0));
  }

  @Test
  void showsInputAndLinesInAFloodInTime() {
    schedule.applied(FLOOD_EVENTS);
    assertEquals(INPUT_INTERVAL_NANOS, schedule.nanosToWait(START, true, 0));
    assertEquals(0, schedule.nanosToWait(START + INPUT_INTERVAL_NANOS, true, 0));
    assertEquals(0, schedule.nanosToWait(START + EVENT_INTERVAL_NANOS, false, 1));
  }

  @Test
  void paintsAFloodOfLinesLaterButInputAtOnce() {
    assertEquals(0, schedule.nanosToWait(START + EVENT_INTERVAL_NANOS, false, FLOOD_LINES - 1));
    long lines = FLOOD_LINES;
    for (long now = START; now < START + LINE_FLOOD_INTERVAL_NANOS; ) {
      long wait = schedule.nanosToWait(now, false, lines++);
      assertTrue(wait > 0 && wait <= LINE_CHECK_INTERVAL_NANOS, now + ": " + wait);
      now += wait;
    }
    assertEquals(0, schedule.nanosToWait(START + LINE_FLOOD_INTERVAL_NANOS, false, lines));
    assertEquals(0, schedule.nanosToWait(START + INPUT_INTERVAL_NANOS, true, lines + 1));
  }

  @Test
  void paintsTheEndOfAFloodOfLinesLikeOtherLines() {
    long lines = 10L * FLOOD_LINES;
    long now = START + LINE_CHECK_INTERVAL_NANOS;
    assertEquals(LINE_CHECK_INTERVAL_NANOS, schedule.nanosToWait(now, false, lines));
    assertEquals(
        EVENT_INTERVAL_NANOS - LINE_CHECK_INTERVAL_NANOS, schedule.nanosToWait(now, false, lines));
    assertEquals(0, schedule.nanosToWait(START + EVENT_INTERVAL_NANOS, false, lines));
  }

  @Test
  void noticesAFloodOfLinesAfterEachFrame() {
    long lines = FLOOD_LINES;
    schedule.nanosToWait(START, false, lines);
    schedule.painted(START);
    assertTrue(schedule.nanosToWait(START + EVENT_INTERVAL_NANOS, false, lines) > 0);
  }

  @Test
  void endsAFloodWithItsEvents() {
    schedule.applied(FLOOD_EVENTS);
    schedule.applied(0);
    assertEquals(0, schedule.nanosToWait(START + EVENT_INTERVAL_NANOS, false, 0));
  }

  @Test
  void countsFromTheLastFrame() {
    schedule.painted(START + 5);
    assertEquals(EVENT_INTERVAL_NANOS, schedule.nanosToWait(START + 5, false, 0));
    assertEquals(0, schedule.nanosToWait(START + 5 + EVENT_INTERVAL_NANOS, false, 0));
  }
}
