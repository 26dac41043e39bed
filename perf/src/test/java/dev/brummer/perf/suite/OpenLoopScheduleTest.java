package dev.brummer.perf.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.perf.bench.eventbus.HandlersFixture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OpenLoopScheduleTest {
  @Test
  void schedule_hasEachKindAsOftenAsAsked_inOrderOfTime() {
    OpenLoopSchedule schedule = new OpenLoopSchedule(2, 10, 3);

    assertEquals(26, schedule.size());
    assertEquals(20, IntStream.range(0, 26).filter(i -> schedule.kind(i) == 0).count());
    for (int i = 1; i < schedule.size(); i++) {
      assertTrue(schedule.dueNanos(i) >= schedule.dueNanos(i - 1));
    }
    assertTrue(schedule.dueNanos(25) < 2_000_000_000L);
  }

  @Test
  void run_thatIsLate_doesNotShiftWhatComesNext() {
    OpenLoopSchedule schedule = new OpenLoopSchedule(0.01, 1000);
    int[] calls = {0};

    schedule.run(System.nanoTime() - 1_000_000_000L, false, i -> calls[0]++);

    assertEquals(schedule.size(), calls[0]);
  }

  @Test
  @DisplayName("S2, S3: ten kinds, 24 handlers, 265 events a second")
  void handlerTable_isTheSeeds() {
    assertEquals(10, HandlersFixture.KINDS.size());
    assertEquals(24, HandlersFixture.HANDLERS.stream().mapToInt(Integer::intValue).sum());
    assertEquals(
        265, HandlersFixture.PER_SECOND.stream().mapToDouble(Double::doubleValue).sum(), 1e-9);
  }
}
