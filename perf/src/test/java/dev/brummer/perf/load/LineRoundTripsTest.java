package dev.brummer.perf.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.event.Event;
import dev.brummer.perf.suite.OpenLoopSchedule;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineRoundTripsTest {
  private static final long SECOND = 1_000_000_000L;

  private final LatencyRecorder latencyRecorder = new LatencyRecorder();

  private static Event lines(int process, int count) {
    return new Event.LogLine(process, 0, count, 0);
  }

  @Test
  void nthLineOfAPrinter_isTheNthTypedToIt() {
    long start = System.nanoTime() - 100 * SECOND;
    LineRoundTrips counter =
        new LineRoundTrips(List.of(4, 7), new OpenLoopSchedule(1), start, latencyRecorder);
    assertEquals(4, counter.printer(0));
    assertEquals(7, counter.printer(1));
    assertEquals(4, counter.printer(2));
    counter.onEvent(lines(7, 2));
    counter.onEvent(lines(4, 1));
    assertEquals(3, latencyRecorder.count());
    latencyRecorder.drainInterval();
    // Lines 1, 3 and 0 were due 1.5, 3.5 and 0.5 s after the start, 100 s ago.
    assertEquals(96.5, latencyRecorder.total().getMinValue() / 1e9, 1.5);
    assertEquals(99.5, latencyRecorder.total().getMaxValue() / 1e9, 1.5);
  }

  @Test
  void othersLinesAndUnfinishedOnes_areNotCounted() {
    LineRoundTrips counter =
        new LineRoundTrips(List.of(4, 7), new OpenLoopSchedule(1), 0, latencyRecorder);
    counter.onEvent(lines(5, 3));
    counter.onEvent(lines(Event.BRUMMER, 1));
    counter.onEvent(lines(99, 1));
    counter.onEvent(lines(4, 0));
    assertEquals(0, latencyRecorder.count());
  }

  @Test
  void loadEvents_carryTheirNumbers_andStrangersNone() {
    for (long index = 0; index < 20; index++) {
      assertEquals(index, LoadEventFactory.indexOf(LoadEventFactory.create(3, index)));
    }
    assertEquals(-1, LoadEventFactory.indexOf(new Event.TestPassed(3, 7, "jest", "adds", 1, 0)));
    assertEquals(-1, LoadEventFactory.indexOf(lines(3, 1)));
  }
}
