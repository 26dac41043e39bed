package dev.brummer.perf.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpenLoopScheduleTest {
  @Test
  void due_isInTheMiddleOfEachPeriod_andDoesNotDrift() {
    OpenLoopSchedule schedule = new OpenLoopSchedule(200);
    assertEquals(2_500_000, schedule.dueNanos(0));
    assertEquals(7_500_000, schedule.dueNanos(1));
    assertEquals(3_600_002_500_000L, schedule.dueNanos(720_000));
  }

  @Test
  void rateThatDividesNoSecond_isKeptForHours() {
    assertEquals(3_600_166_666_667L, new OpenLoopSchedule(3).dueNanos(10_800));
  }

  @Test
  void count_isTheNumberOfOperationsDueInTheTime() {
    assertEquals(4_000, new OpenLoopSchedule(200).count(Duration.ofSeconds(20)));
    assertEquals(25, new OpenLoopSchedule(25).count(Duration.ofMillis(1_000)));
    assertEquals(1, new OpenLoopSchedule(0.1).count(Duration.ofSeconds(10)));
  }

  @Test
  void rateOfZero_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new OpenLoopSchedule(0));
    assertThrows(IllegalArgumentException.class, () -> new OpenLoopSchedule(Double.NaN));
  }

  @Test
  void mix_hasTheOperationsOfEachKind_inOrderOfTime() {
    OpenLoopSchedule.Mix mix = OpenLoopSchedule.mix(Duration.ofSeconds(2), 10, 3);

    assertEquals(26, mix.size());
    assertEquals(20, IntStream.range(0, 26).filter(i -> mix.kind(i) == 0).count());
    for (int i = 1; i < mix.size(); i++) {
      assertTrue(mix.dueNanos(i) >= mix.dueNanos(i - 1));
    }
    assertTrue(mix.dueNanos(25) < 2_000_000_000L);
  }

  @Test
  void runThatIsLate_doesNotShiftTheFollowingDueTimes() {
    OpenLoopSchedule.Mix mix = OpenLoopSchedule.mix(Duration.ofMillis(10), 1000);
    int[] calls = {0};

    mix.run(System.nanoTime() - 1_000_000_000L, false, i -> calls[0]++);

    assertEquals(mix.size(), calls[0]);
  }
}
