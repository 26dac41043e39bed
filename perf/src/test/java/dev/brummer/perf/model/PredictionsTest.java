package dev.brummer.perf.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.perf.result.Measurement;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.ReferenceFigure;
import dev.brummer.perf.result.RunFixtures;
import dev.brummer.perf.result.Variant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PredictionsTest {
  @Test
  @DisplayName("S16: 265 events x 3 handlers are 795 threads/s, 6.2 MB/s, 1.8x; three lines")
  void unlimitedThreads_seedsExample() {
    ThreadPerHandlerModel model = ThreadPerHandlerModel.reference();

    assertEquals(795, model.threadsPerSecond());
    assertEquals(6.2, model.megabytesPerSecond(), 0.05);
    assertEquals(1.8, model.latencyMultiplier(), 0.01);
    assertEquals(
        List.of("Threads/sec: 795", "Memory usage: 6.21 MB/sec", "Latency multiplier: 1.80x"),
        model.lines());
    assertEquals(0.159, model.creationPercent(), 1e-9);
  }

  @Test
  @DisplayName("S3: 3 to 5 handlers at 265 events/s are 795 to 1325 dispatches/s")
  void unlimitedThreads_otherInputs() {
    assertEquals(
        1325, new ThreadPerHandlerModel(265, 5, Duration.ofNanos(2000), 8192).threadsPerSecond());
  }

  @Test
  @DisplayName(
      "S17: 8 workers take 64 KB, saturate at 800/s, hand over in 45 ns; -95 %, -60 %, +30 %")
  void workerPool_seedsExample() {
    WorkerPoolModel model = WorkerPoolModel.reference();

    assertEquals(64 * 1024, model.fixedBytes());
    assertEquals(800, model.saturation());
    assertEquals(45, model.channelOverhead().toNanos());
    assertEquals(95, WorkerPoolModel.MEMORY_REDUCTION_PERCENT);
    assertEquals(60, WorkerPoolModel.LATENCY_REDUCTION_PERCENT);
    assertEquals((1800 - 720) / 1800.0 * 100, WorkerPoolModel.LATENCY_REDUCTION_PERCENT);
    assertEquals(30, WorkerPoolModel.THROUGHPUT_GAIN_PERCENT);
  }

  @Test
  @DisplayName("S18: the formula gives 52.9 ns, the text 29.9 ns, an atomic 7 ns: 4.3x")
  void locks_formulaAndText() {
    LockModel model = LockModel.reference();

    assertEquals(52.9, model.mutexNanos(), 1e-9);
    assertEquals(29.9, model.mutexNanosByText(), 1e-9);
    assertEquals(7, model.atomicNanos());
    assertEquals(4.3, model.speedup(), 0.05);
    assertEquals(50, model.readsPerSecond());
    assertEquals(5, model.writesPerSecond());
  }

  @Test
  @DisplayName("S19: 6.4 to 6.7 MB/s before, collected 3.2 times a second, 0.16 % of the time")
  void allocation_before() {
    AllocationModel model = AllocationModel.reference();

    // 6.51 + 0.10 + 0.05 + 0.06: the reference design adds 6.2 MiB to figures in MB and states 6.4.
    assertEquals(6.73e6, model.baseline(), 0.01e6);
    assertEquals(3.2, model.collectionsPerSecond(6.4e6), 1e-9);
    assertEquals(0.16, model.pausePercent(6.4e6), 1e-9);
  }

  @Test
  @DisplayName("S20: about 150 KB/s after, 97.7 % saved, a collection each 13 s, below 0.01 %")
  void allocation_after() {
    AllocationModel model = AllocationModel.reference();

    assertEquals(152_400, model.projected(), 1);
    assertEquals(97.7, model.reductionPercent(), 0.1);
    assertEquals(13, 1 / model.collectionsPerSecond(150_000), 0.5);
    assertTrue(model.pausePercent(model.projected()) < 0.01);
  }

  @Test
  @DisplayName("S48, S49, S50, S51: 97.7 %, 97.7 %, 75.3 % and 40-60 %, printed")
  void systemImpact_seedsLines() {
    assertEquals(
        List.of(
            "Expected System-Wide Improvements:",
            "Memory allocation: 97.7% reduction",
            "GC pressure: 97.7% reduction",
            "CPU overhead: 75.3% reduction",
            "Overall responsiveness: 40-60% improvement"),
        SystemImpact.reference().lines());
  }

  @Test
  @DisplayName(
      "S35 to S47: thirteen projections with the figures of the reference design, each with a metric")
  void projections_areTheSeeds() {
    List<ReferenceProjection> all = ReferenceProjections.all();

    assertEquals(13, all.size());
    for (int i = 0; i < all.size(); i++) {
      ReferenceProjection one = all.get(i);
      assertEquals("S" + (35 + i), one.source());
      assertEquals(2, one.metricKey().chars().filter(c -> c == '/').count() - slashesInWords(one));
      assertFalse(one.description().isEmpty(), one.source());
      // As stated by the reference design, except for S35, which is 99.0 by division.
      double expected = one.source().equals("S35") ? 99.0 : one.improvement();
      assertEquals(expected, one.computed(), 0.15, one.source());
    }
  }

  /// Number of slashes in "events/s" within a key.
  private static long slashesInWords(ReferenceProjection one) {
    return one.metricKey().split("/s", -1).length - 1;
  }

  @Test
  void projection_isReached_asTheMetricGoes() {
    ReferenceProjection latency = ReferenceProjections.all().get(1);
    ReferenceProjection throughput = ReferenceProjections.all().get(2);

    assertTrue(latency.isReached(120) && !latency.isReached(121));
    assertTrue(throughput.isReached(5000) && !throughput.isReached(4999));
  }

  @Test
  void prediction_besideWhatWasMeasured_saysHowFarItIsOff() {
    Metric status =
        Metric.time(
            "process.status", "one of 10, all cores reading", ReferenceFigure.of("S39", 387, 90));
    List<Prediction> all =
        Predictions.of(
            ModelSet.reference(),
            RunFixtures.of(
                new Measurement(status, Variant.baseline("locks"), 1, List.of(105.8)),
                new Measurement(status, Variant.PRODUCT, 1, List.of(2.0))));

    Prediction mutex = named(all, "mutex, by the formula");
    assertEquals(105.8, mutex.measured());
    assertEquals(-50.0, error(mutex), 1e-9);
    assertEquals(250.0, error(named(all, "atomic")), 1e-9);
    assertNull(named(all, "threads started").measured());
    assertNull(named(all, "threads started").errorPercent());
  }

  private static double error(Prediction prediction) {
    Double error = prediction.errorPercent();
    assertNotNull(error);
    return error;
  }

  private static Prediction named(List<Prediction> all, String quantity) {
    return all.stream().filter(one -> one.quantity().equals(quantity)).findFirst().orElseThrow();
  }
}
