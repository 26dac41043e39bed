package dev.brummer.perf.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.perf.bench.eventbus.HandlersRig;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void schedule_hasEachKindAsOftenAsAsked_inOrderOfTime() {
    Schedule schedule = new Schedule(2, 10, 3);

    assertEquals(26, schedule.size());
    assertEquals(20, IntStream.range(0, 26).filter(i -> schedule.kind(i) == 0).count());
    for (int i = 1; i < schedule.size(); i++) {
      assertTrue(schedule.dueNanos(i) >= schedule.dueNanos(i - 1));
    }
    assertTrue(schedule.dueNanos(25) < 2_000_000_000L);
  }

  @Test
  void run_thatIsLate_doesNotShiftWhatComesNext() {
    Schedule schedule = new Schedule(0.01, 1000);
    int[] calls = {0};

    schedule.run(System.nanoTime() - 1_000_000_000L, false, i -> calls[0]++);

    assertEquals(schedule.size(), calls[0]);
  }

  @Test
  @DisplayName("S2, S3: ten kinds, 24 handlers, 265 events a second")
  void handlerTable_isTheSeeds() {
    assertEquals(10, HandlersRig.KINDS.size());
    assertEquals(24, HandlersRig.HANDLERS.stream().mapToInt(Integer::intValue).sum());
    assertEquals(265, HandlersRig.PER_SECOND.stream().mapToDouble(Double::doubleValue).sum(), 1e-9);
  }
}
