package dev.brummer.perf.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PerformanceMonitorTest {
  private final PerformanceMonitor monitor = new PerformanceMonitor();

  @Test
  @DisplayName("S30: the last 1000 values are remembered")
  void values_areTheLastThousand() {
    for (int i = 1; i <= 1500; i++) {
      monitor.record("heap", i);
    }

    List<Double> values = monitor.values("heap");
    assertEquals(1000, values.size());
    assertEquals(501, values.getFirst());
    assertEquals(1500, values.getLast());
    assertEquals(List.of(), monitor.values("unknown"));
  }

  @Test
  @Timeout(30)
  @DisplayName("S30: many threads may record and read at once, none is lost")
  void record_fromManyThreads_losesNothing() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      String own = "metric-" + t % 2;
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < 250; i++) {
                  monitor.record(own, i);
                  monitor.trend(own, 10);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertEquals(1000, monitor.values("metric-0").size());
    assertEquals(1000, monitor.values("metric-1").size());
  }

  @Test
  @DisplayName("S31: fewer than two windows are insufficient data")
  void trend_ofTooFewValues_saysSo() {
    for (int i = 0; i < 99; i++) {
      monitor.record("latency", 1);
    }

    assertEquals(new Trend.InsufficientData(99, 100), monitor.trend("latency", 50));
    assertEquals(new Trend.InsufficientData(0, 100), monitor.trend("unknown", 50));
    assertThrows(IllegalArgumentException.class, () -> monitor.trend("latency", 1));
  }

  @Test
  @DisplayName("S31: the change is (recent - previous) / previous, over the newest two windows")
  void trend_isTheRelativeChangeOfTheMeans() {
    record(9, 1000, 3);
    record(50, 100, 1);
    record(50, 120, 1);

    Trend.Change change = change("latency", 50);
    assertEquals(0.2, change.change(), 0.01);
    assertTrue(change.significance() > 0.999, change.toString());
    assertTrue(change.isRising(0.1, 0.95));
    assertFalse(change.isRising(0.25, 0.95));
    assertFalse(change.isFalling(0.1, 0.95));
  }

  @Test
  void trend_ofNoise_isHardlyEverSignificant() {
    int significant = 0;
    for (int i = 0; i < 200; i++) {
      PerformanceMonitor noisy = new PerformanceMonitor();
      SplittableRandom random = new SplittableRandom(i);
      for (int j = 0; j < 100; j++) {
        noisy.record("m", 100 + 10 * random.nextGaussian());
      }
      Trend.Change change = assertInstanceOf(Trend.Change.class, noisy.trend("m", 50));
      significant += change.significance() > 0.95 ? 1 : 0;
    }
    assertTrue(significant <= 20, significant + " of 200");
  }

  @Test
  void trend_ofAConstant_isNone_andOneOutlierIsNotATrend() {
    for (int i = 0; i < 100; i++) {
      monitor.record("flat", 7);
      monitor.record("spike", i == 99 ? 1000 : i % 5);
    }

    assertEquals(new Trend.Change(0, 0), monitor.trend("flat", 50));
    assertFalse(change("spike", 50).isRising(0.1, 0.95));
  }

  @Test
  void trend_downwards_falls() {
    record(50, 200, 1);
    record(50, 100, 1);

    assertTrue(change("latency", 50).isFalling(0.1, 0.95));
  }

  private void record(int count, double middle, double width) {
    SplittableRandom random = new SplittableRandom(count);
    for (int i = 0; i < count; i++) {
      monitor.record("latency", middle + width * random.nextGaussian());
    }
  }

  private Trend.Change change(String name, int window) {
    return assertInstanceOf(Trend.Change.class, monitor.trend(name, window));
  }
}
