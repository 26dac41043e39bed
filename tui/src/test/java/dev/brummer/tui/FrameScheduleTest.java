package dev.brummer.tui;

import static dev.brummer.tui.FrameSchedule.EVENT_INTERVAL_NANOS;
import static dev.brummer.tui.FrameSchedule.FLOOD_EVENTS;
import static dev.brummer.tui.FrameSchedule.FLOOD_INTERVAL_NANOS;
import static dev.brummer.tui.FrameSchedule.INPUT_INTERVAL_NANOS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FrameScheduleTest {
  private static final long START = -7;

  private final FrameSchedule schedule = new FrameSchedule(START);

  @Test
  void paintsEventsAtTheEventInterval() {
    schedule.applied(FLOOD_EVENTS - 1);
    assertEquals(EVENT_INTERVAL_NANOS, schedule.nanosToWait(START, false, false));
    assertEquals(1, schedule.nanosToWait(START + EVENT_INTERVAL_NANOS - 1, false, false));
    assertEquals(0, schedule.nanosToWait(START + EVENT_INTERVAL_NANOS, false, false));
  }

  @Test
  void paintsAFloodLaterButAppliesItAsOften() {
    schedule.applied(FLOOD_EVENTS);
    for (long now = START; now < START + FLOOD_INTERVAL_NANOS; now += EVENT_INTERVAL_NANOS) {
      long wait = schedule.nanosToWait(now, false, false);
      assertTrue(wait > 0 && wait <= EVENT_INTERVAL_NANOS, now + ": " + wait);
    }
    assertEquals(0, schedule.nanosToWait(START + FLOOD_INTERVAL_NANOS, false, false));
  }

  @Test
  void showsInputAndLinesInAFloodInTime() {
    schedule.applied(FLOOD_EVENTS);
    assertEquals(INPUT_INTERVAL_NANOS, schedule.nanosToWait(START, true, false));
    assertEquals(0, schedule.nanosToWait(START + INPUT_INTERVAL_NANOS, true, false));
    assertEquals(0, schedule.nanosToWait(START + EVENT_INTERVAL_NANOS, false, true));
  }

  @Test
  void endsAFloodWithItsEvents() {
    schedule.applied(FLOOD_EVENTS);
    schedule.applied(0);
    assertEquals(0, schedule.nanosToWait(START + EVENT_INTERVAL_NANOS, false, false));
  }

  @Test
  void countsFromTheLastFrame() {
    schedule.painted(START + 5);
    assertEquals(EVENT_INTERVAL_NANOS, schedule.nanosToWait(START + 5, false, false));
    assertEquals(0, schedule.nanosToWait(START + 5 + EVENT_INTERVAL_NANOS, false, false));
  }
}
