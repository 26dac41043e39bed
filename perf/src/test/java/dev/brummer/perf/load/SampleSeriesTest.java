package dev.brummer.perf.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SampleSeriesTest {
  @Test
  void sample_isWhatHappenedSinceTheLast() {
    SampleSeries.LoadLatencies loadLatencies = SampleSeries.LoadLatencies.create();
    SampleSeries series = new SampleSeries(loadLatencies, () -> 0, System.nanoTime());
    loadLatencies.events().record(2_000_000);
    loadLatencies.events().record(4_000_000);
    loadLatencies.lines().record(1);
    LoadSample first = series.next();
    LoadSample second = series.next();
    assertTrue(first.events() > first.lines() && first.lines() > 0, first::toString);
    assertEquals(4, first.eventP95(), 0.01);
    assertEquals(0, second.events());
    assertTrue(Double.isNaN(second.eventP95()), second::toString);
    assertTrue(first.residentBytes() > first.heapBytes() / 2, first::toString);
    assertEquals(2, loadLatencies.events().total().getTotalCount());
  }

  @Test
  void collections_belongToTheIntervalTheyEndedIn() {
    SampleSeries series =
        new SampleSeries(SampleSeries.LoadLatencies.create(), () -> 0, System.nanoTime());
    Instant before = Instant.now();
    series.next();
    Instant between = Instant.now();
    series.next();
    List<LoadSample> all =
        series.withCollections(
            Duration.ofSeconds(1),
            List.of(
                new GcRecorder.Pause(before.minusSeconds(60), 100),
                new GcRecorder.Pause(between, 3),
                new GcRecorder.Pause(Instant.now().plusSeconds(60), 100)),
            List.of(new GcRecorder.Heap(before, 1_000), new GcRecorder.Heap(before, 900)));
    assertEquals(2, all.size());
    assertTrue(all.get(0).gcMillis() + all.get(1).gcMillis() > 0);
    assertEquals(900, all.get(0).afterGcBytes());
    assertEquals(900, all.get(1).afterGcBytes());
  }
}
