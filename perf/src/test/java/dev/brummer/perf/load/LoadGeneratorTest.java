package dev.brummer.perf.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.perf.suite.OpenLoopSchedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class LoadGeneratorTest {
  private static final Duration TIME = Duration.ofSeconds(10);

  @Test
  void late_doesAllThatWasDue_andTellsWhenItWasDue() throws Exception {
    List<Long> dues = new ArrayList<>();
    LoadGenerator late =
        new LoadGenerator("test", new OpenLoopSchedule(100), (index, due) -> dues.add(due));
    long start = System.nanoTime() - TIME.toNanos();
    late.start(start, TIME);
    late.join();
    assertEquals(1_000, late.completed());
    assertEquals(
        LongStream.range(0, 1_000).map(i -> start + 5_000_000 + i * 10_000_000).boxed().toList(),
        dues);
  }

  @Test
  void early_waitsUntilItIsDue() throws Exception {
    List<Long> lateness = new ArrayList<>();
    LoadGenerator early =
        new LoadGenerator(
            "test",
            new OpenLoopSchedule(1_000),
            (index, due) -> lateness.add(System.nanoTime() - due));
    early.start(System.nanoTime() + 20_000_000, Duration.ofMillis(20));
    early.join();
    assertEquals(20, lateness.size());
    assertTrue(lateness.stream().allMatch(nanos -> nanos >= 0), lateness::toString);
  }

  @Test
  void cancelled_endsAtOnce() throws Exception {
    CountDownLatch third = new CountDownLatch(3);
    LoadGenerator endless =
        new LoadGenerator("test", new OpenLoopSchedule(100), (index, due) -> third.countDown());
    endless.start(System.nanoTime(), Duration.ofDays(1));
    third.await();
    endless.cancel();
    endless.join();
    assertTrue(endless.completed() >= 3);
  }
}
