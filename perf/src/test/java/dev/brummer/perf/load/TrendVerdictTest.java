package dev.brummer.perf.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.perf.load.TrendVerdict.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/// Which series of samples fail the load test.
final class TrendVerdictTest {
  private static final int WINDOW = 50;
  private static final double MIB = 1 << 20;

  private final SplittableRandom random = new SplittableRandom(7);

  private IntToDoubleFunction lines = i -> noisy(200, 4);
  private IntToDoubleFunction latency = i -> noisy(0.4, 0.1);
  private IntToDoubleFunction memory = i -> noisy(120, 1);
  private IntToDoubleFunction threads = i -> 36;
  private IntToDoubleFunction pauses = i -> i % 10 == 0 ? 3 : 0;
  private IntToDoubleFunction others = i -> 0.05;

  private double noisy(double middle, double width) {
    return middle + (random.nextDouble() - 0.5) * width;
  }

  private static IntToDoubleFunction step(double before, double now) {
    return i -> i < 2 * WINDOW ? before : now;
  }

  private List<LoadSample> samples(int count) {
    List<LoadSample> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(
          new LoadSample(
              i,
              1,
              lines.applyAsDouble(i),
              50,
              80,
              25,
              latency.applyAsDouble(i),
              3,
              memory.applyAsDouble(i) * MIB,
              0,
              0,
              threads.applyAsDouble(i),
              pauses.applyAsDouble(i),
              others.applyAsDouble(i)));
    }
    return all;
  }

  private TrendVerdict of(MonitoredMetric metric) {
    return LoadResult.judge(samples(3 * WINDOW), WINDOW).get(metric.ordinal());
  }

  @Test
  void quietRun_isSteadyInEverything() {
    for (TrendVerdict it : LoadResult.judge(samples(3 * WINDOW), WINDOW)) {
      assertEquals(Kind.STEADY, it.kind(), it::toString);
      assertFalse(it.fails());
    }
  }

  @Test
  void warmUp_isNotCompared() {
    memory = i -> i < WINDOW ? 50 : noisy(120, 1);
    assertEquals(Kind.STEADY, of(MonitoredMetric.MEMORY_USAGE_MB).kind());
  }

  @Test
  void memoryThatGoesOnRising_fails() {
    memory = i -> 100 + i;
    TrendVerdict it = of(MonitoredMetric.MEMORY_USAGE_MB);
    assertEquals(Kind.WORSE, it.kind());
    assertTrue(it.fails());
    assertEquals(174.5, it.before());
    assertEquals(224.5, it.now());
    assertEquals(50 / 174.5, it.trend(), 1e-9);
  }

  @Test
  void rateThatFalls_fails_andOneThatRises_isBetter() {
    lines = step(200, 150);
    assertEquals(Kind.WORSE, of(MonitoredMetric.LOG_PROCESSING_RATE).kind());
    lines = step(150, 200);
    assertEquals(Kind.BETTER, of(MonitoredMetric.LOG_PROCESSING_RATE).kind());
  }

  @Test
  void latencyThatRises_fails_andOneThatFalls_isBetter() {
    latency = i -> i < 2 * WINDOW ? noisy(1, 0.5) : noisy(4, 2);
    assertEquals(Kind.WORSE, of(MonitoredMetric.EVENT_LATENCY_P95).kind());
    latency = i -> i < 2 * WINDOW ? noisy(4, 2) : noisy(1, 0.5);
    assertEquals(Kind.BETTER, of(MonitoredMetric.EVENT_LATENCY_P95).kind());
  }

  @Test
  void fromNothingToNextToNothing_isNegligible() {
    pauses = i -> i < 2 * WINDOW ? 0 : noisy(0.1, 0.05);
    TrendVerdict it = of(MonitoredMetric.GC_PAUSE_TIME);
    assertEquals(Double.POSITIVE_INFINITY, it.trend());
    assertEquals(Kind.NEGLIGIBLE, it.kind());
    pauses = step(0, 40);
    assertEquals(Kind.WORSE, of(MonitoredMetric.GC_PAUSE_TIME).kind());
  }

  @Test
  void oneOutlier_isNoTrend() {
    latency = i -> i == 3 * WINDOW - 5 ? 400 : noisy(0.4, 0.1);
    TrendVerdict it = of(MonitoredMetric.EVENT_LATENCY_P95);
    assertTrue(it.trend() > TrendVerdict.TREND, it::toString);
    assertEquals(Kind.STEADY, it.kind());
  }

  @Test
  void twoMoreThreads_areNegligible_tenAreNot() {
    threads = step(16, 18);
    assertEquals(Kind.NEGLIGIBLE, of(MonitoredMetric.THREAD_COUNT).kind());
    threads = step(16, 26);
    assertEquals(Kind.WORSE, of(MonitoredMetric.THREAD_COUNT).kind());
  }

  @Test
  void othersAtWork_excuseTimes_butNotMemory() {
    others = step(0.1, 1.5);
    latency = step(0.4, 9);
    memory = step(100, 200);
    assertEquals(Kind.DISTURBED, of(MonitoredMetric.EVENT_LATENCY_P95).kind());
    assertEquals(Kind.WORSE, of(MonitoredMetric.MEMORY_USAGE_MB).kind());
    others = step(1.5, 1.5);
    assertEquals(Kind.WORSE, of(MonitoredMetric.EVENT_LATENCY_P95).kind());
  }

  @Test
  void lessThanTwoWindows_areInsufficient() {
    TrendVerdict it = LoadResult.judge(samples(2 * WINDOW - 1), WINDOW).getFirst();
    assertEquals(Kind.INSUFFICIENT, it.kind());
    assertFalse(it.fails());
    assertEquals("insufficient data: 99 samples of 100", it.words(WINDOW));
  }

  @Test
  void intervalsWithoutAnEvent_giveNoLatency() {
    latency = i -> i % 2 == 0 ? Double.NaN : 0.4;
    TrendVerdict it = of(MonitoredMetric.EVENT_LATENCY_P95);
    assertEquals("insufficient data: 75 samples of 100", it.words(WINDOW));
  }
}
