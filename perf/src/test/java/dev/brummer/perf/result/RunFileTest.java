package dev.brummer.perf.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
  @TempDir Path folder;

  @Test
  void run_thatWasWritten_isReadAsItWas_everySample() throws IOException {
    Metric time = Metric.time("eventbus.publish", "1 publisher", ReferenceFigure.of("S4", 1127));
    BenchRun run =
        RunFixtures.of(
            new Measurement(time, Variant.baseline("thread per handler"), 1, List.of(1.5, 2.25)),
            new Measurement(time, Variant.PRODUCT, 2, List.of(0.1)));
    Path file = folder.resolve(RunFile.NAME);

    RunFile.write(file, run);
    RunFile.write(file, run);

    assertEquals(run, RunFile.read(file));
    assertEquals(List.of(1.5, 2.25), RunFile.read(file).samples(time.key(), "before"));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count(), "nothing but the file");
    }
  }

  @Test
  void json_keepsTheNamesOfItsFormat() {
    Metric time = Metric.time("s", "r", ReferenceFigure.of("S4", 1127));
    String json =
        RunFile.toJson(
            RunFixtures.of(
                new Measurement(time, Variant.PRODUCT, 1, List.of(1.0)),
                new Measurement(time, Variant.baseline("b"), 1, List.of(1.0)),
                new Measurement(time, Variant.alternative("a"), 1, List.of(1.0))));

    for (String name :
        List.of("\"better\":\"LOWER\"", "\"seed\":{", "\"NOW\"", "\"BEFORE\"", "\"RIVAL\"")) {
      assertTrue(json.contains(name), name + " in " + json);
    }
  }

  @Test
  void fileOfAnOlderBrummer_lacksNothing() throws IOException {
    Metric time = Metric.time("s", "r", ReferenceFigure.NONE);
    BenchRun run = RunFixtures.of(new Measurement(time, Variant.PRODUCT, 1, List.of(1.0)));
    Path file = folder.resolve(RunFile.NAME);
    String json = RunFile.toJson(run);
    assertTrue(json.contains(",\"notMeasured\":[]"), json);
    Files.writeString(file, json.replace(",\"notMeasured\":[]", ""));

    assertEquals(run, RunFile.read(file));
  }

  @Test
  void file_thatIsNoReport_isRefusedInOneSentenceWithItsName() throws IOException {
    Path file = folder.resolve("a.json");
    assertTrue(refusal(file).contains("no such file: " + file));
    Files.writeString(file, "{\"schema\": 1,");
    assertTrue(refusal(file).contains("is not JSON"));
    Files.writeString(file, "{\"hello\": 1}");
    assertTrue(refusal(file).contains("is not a report of brummer bench"));
    Files.writeString(file, "{\"schema\": 99}");
    assertTrue(refusal(file).contains("has schema 99, this brummer reads 1"));
  }

  private static String refusal(Path file) {
    String text =
        String.valueOf(assertThrows(IOException.class, () -> RunFile.read(file)).getMessage());
    assertFalse(text.contains("\n"), text);
    return text;
  }

  @Test
  void measurement_withoutASample_isRefused() {
    Metric time = Metric.time("s", "r", ReferenceFigure.NONE);

    assertThrows(
        IllegalArgumentException.class, () -> new Measurement(time, Variant.PRODUCT, 1, List.of()));
  }
}
