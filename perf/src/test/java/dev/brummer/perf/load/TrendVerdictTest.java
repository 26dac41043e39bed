package dev.brummer.perf.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.perf.load.TrendVerdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/// Sample series that fail the load test and series that pass.
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
    return LoadResult.verdictsOf(samples(3 * WINDOW), WINDOW).get(metric.ordinal());
  }

  @Test
  void quietRun_isSteadyInEverything() {
    for (TrendVerdict verdict : LoadResult.verdictsOf(samples(3 * WINDOW), WINDOW)) {
      assertEquals(Outcome.STEADY, verdict.outcome(), verdict::toString);
      assertFalse(verdict.isFailure());
    }
  }

  @Test
  void warmUp_isNotCompared() {
    memory = i -> i < WINDOW ? 50 : noisy(120, 1);
    assertEquals(Outcome.STEADY, of(MonitoredMetric.MEMORY_USAGE_MB).outcome());
  }

  @Test
  void memoryThatGoesOnRising_fails() {
    memory = i -> 100 + i;
    TrendVerdict verdict = of(MonitoredMetric.MEMORY_USAGE_MB);
    assertEquals(Outcome.WORSE, verdict.outcome());
    assertTrue(verdict.isFailure());
    assertEquals(174.5, verdict.before());
    assertEquals(224.5, verdict.now());
    assertEquals(50 / 174.5, verdict.change(), 1e-9);
  }

  @Test
  void rateThatFalls_fails_andOneThatRises_isBetter() {
    lines = step(200, 150);
    assertEquals(Outcome.WORSE, of(MonitoredMetric.LOG_PROCESSING_RATE).outcome());
    lines = step(150, 200);
    assertEquals(Outcome.BETTER, of(MonitoredMetric.LOG_PROCESSING_RATE).outcome());
  }

  @Test
  void latencyThatRises_fails_andOneThatFalls_isBetter() {
    latency = i -> i < 2 * WINDOW ? noisy(1, 0.5) : noisy(4, 2);
    assertEquals(Outcome.WORSE, of(MonitoredMetric.EVENT_LATENCY_P95).outcome());
    latency = i -> i < 2 * WINDOW ? noisy(4, 2) : noisy(1, 0.5);
    assertEquals(Outcome.BETTER, of(MonitoredMetric.EVENT_LATENCY_P95).outcome());
  }

  @Test
  void fromNothingToNextToNothing_isNegligible() {
    pauses = i -> i < 2 * WINDOW ? 0 : noisy(0.1, 0.05);
    TrendVerdict verdict = of(MonitoredMetric.GC_PAUSE_TIME);
    assertEquals(Double.POSITIVE_INFINITY, verdict.change());
    assertEquals(Outcome.NEGLIGIBLE, verdict.outcome());
    pauses = step(0, 40);
    assertEquals(Outcome.WORSE, of(MonitoredMetric.GC_PAUSE_TIME).outcome());
  }

  @Test
  void oneOutlier_isNoTrend() {
    latency = i -> i == 3 * WINDOW - 5 ? 400 : noisy(0.4, 0.1);
    TrendVerdict verdict = of(MonitoredMetric.EVENT_LATENCY_P95);
    assertTrue(verdict.change() > TrendVerdict.MAX_CHANGE, verdict::toString);
    assertEquals(Outcome.STEADY, verdict.outcome());
  }

  @Test
  void twoMoreThreads_areNegligible_tenAreNot() {
    threads = step(16, 18);
    assertEquals(Outcome.NEGLIGIBLE, of(MonitoredMetric.THREAD_COUNT).outcome());
    threads = step(16, 26);
    assertEquals(Outcome.WORSE, of(MonitoredMetric.THREAD_COUNT).outcome());
  }

  @Test
  void othersAtWork_excuseTimes_butNotMemory() {
    others = step(0.1, 1.5);
    latency = step(0.4, 9);
    memory = step(100, 200);
    assertEquals(Outcome.DISTURBED, of(MonitoredMetric.EVENT_LATENCY_P95).outcome());
    assertEquals(Outcome.WORSE, of(MonitoredMetric.MEMORY_USAGE_MB).outcome());
    others = step(1.5, 1.5);
    assertEquals(Outcome.WORSE, of(MonitoredMetric.EVENT_LATENCY_P95).outcome());
  }

  @Test
  void lessThanTwoWindows_areInsufficient() {
    TrendVerdict verdict = LoadResult.verdictsOf(samples(2 * WINDOW - 1), WINDOW).getFirst();
    assertEquals(Outcome.INSUFFICIENT, verdict.outcome());
    assertFalse(verdict.isFailure());
    assertEquals("insufficient data: 99 samples of 100", verdict.description(WINDOW));
  }

  @Test
  void intervalsWithoutAnEvent_giveNoLatency() {
    latency = i -> i % 2 == 0 ? Double.NaN : 0.4;
    TrendVerdict verdict = of(MonitoredMetric.EVENT_LATENCY_P95);
    assertEquals("insufficient data: 75 samples of 100", verdict.description(WINDOW));
  }
}
