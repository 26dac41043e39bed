package dev.brummer.perf.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LoadStatusTest {
  private static final double MIB = 1 << 20;

  private static LoadSample sample(double length, double rate, double p95) {
    return new LoadSample(
        0, length, rate, rate, rate, rate, p95, p95, 100 * MIB, 20 * MIB, 0, 35, 0, 0.2);
  }

  private static LoadStatus status(LoadSample... samples) {
    return new LoadStatus(Duration.ofMinutes(5), Duration.ofSeconds(75), List.of(samples), 1_850);
  }

  @Test
  void line_isTheMeanOverTheTimeOfTheSamples() {
    assertEquals(
        "1:15 of 5:00: 50 lines/s, 50 events/s (p95 4.00 ms), 50 status/s, 50 pages/s (p95 4.00 ms),"
            + " 100 MB, 35 threads",
        status(sample(0.3, 60, 4), sample(0.1, 20, Double.NaN)).line());
  }

  @Test
  void lines_showTheTimeThatHasPassed_andWantedBesideAchieved() {
    List<String> lines = status(sample(1, 200, 0.3)).lines();
    assertEquals(
        "1:15 ━━━━━━━─────────────────────── 5:00   Ctrl-C stops and reports", lines.getFirst());
    assertEquals("  lines            200.0/s of 200/s", lines.get(1));
    assertEquals(6, lines.size());
  }

  @Test
  void beforeTheFirstSample_everythingIsNothing() {
    assertEquals("  lines              0.0/s of 200/s", status().lines().get(1));
  }
}
