package dev.brummer.perf.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkTest {
  @Test
  void quantile_betweenTwoValues_isLinear() {
    List<Double> values = List.of(4.0, 1.0, 3.0, 2.0);

    assertEquals(2.5, Fork.quantile(values, 0.5));
    assertEquals(1.0, Fork.quantile(values, 0));
    assertEquals(4.0, Fork.quantile(values, 1));
    assertEquals(3.7, Fork.quantile(values, 0.9), 1e-9);
  }

  @Test
  void fork_withoutAShot_isRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Fork("s", "d", Map.of(), "ns", List.of(), 0, Map.of()));
  }

  @Test
  void append_keepsALineAForkAtOnce(@TempDir Path folder) throws IOException {
    try (ResultFile file = ResultFile.open(folder.resolve("new"))) {
      file.append(
          new Fork("s", "d", Map.of("n", "3"), "ns", List.of(1.5), 8, Map.of("threads", 4.0)));
      assertEquals(
          List.of(
              "{\"suite\":\"s\",\"design\":\"d\",\"parameters\":{\"n\":\"3\"},\"unit\":\"ns\",\"values\":[1.5],\"bytes\":8.0,\"counters\":{\"threads\":4.0}}"),
          Files.readAllLines(folder.resolve("new/results.jsonl")));
    }
  }
}
