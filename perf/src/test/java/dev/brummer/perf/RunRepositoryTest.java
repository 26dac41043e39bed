package dev.brummer.perf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.Machine;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.ReferenceFigure;
import dev.brummer.perf.result.RunFile;
import dev.brummer.perf.result.RunFixtures;
import dev.brummer.perf.result.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRepositoryTest {
  private static final Metric TIME =
      Metric.time("process.list", "10 processes", ReferenceFigure.NONE);

  @TempDir Path directory;

  @Test
  void directory_countsAsOneRunWithAllItsForks() throws IOException {
    write("base/1", RunFixtures.MACHINE, 100);
    write("base/2", RunFixtures.MACHINE, 102);

    BenchRun run = RunRepository.read(directory.resolve("base"));

    assertEquals(2, run.forks(TIME.key(), "now").size());
    assertEquals(10, run.samples(TIME.key(), "now").size());
  }

  @Test
  void runsOfDifferentMachines_areRefused_unlessForced() throws IOException {
    Machine other = new Machine("Testium 4000", 8, 8L << 30, "Linux 6.1 amd64", "Test VM 25");
    write("a", RunFixtures.MACHINE, 100);
    write("b", other, 100);

    IOException refused =
        assertThrows(
            IOException.class,
            () -> RunRepository.compare(directory.resolve("a"), directory.resolve("b"), false));
    String text = String.valueOf(refused.getMessage());
    assertTrue(text.contains("Testium 3000") && text.contains("Testium 4000"), text);
    assertTrue(text.contains("--force"), text);
    assertTrue(
        RunRepository.compare(directory.resolve("a"), directory.resolve("b"), true)
            .contains("different machines"));
  }

  @Test
  void runsOfAnotherJava_mayBeCompared() throws IOException {
    Machine newer = new Machine("Testium 3000", 2, 8L << 30, "Linux 6.1 amd64", "Test VM 26");
    write("a", RunFixtures.MACHINE, 100);
    write("b", newer, 100);

    assertTrue(
        RunRepository.compare(directory.resolve("a"), directory.resolve("b"), false)
            .contains("No difference"));
  }

  @Test
  void emptyDirectory_isNamed() {
    IOException refused = assertThrows(IOException.class, () -> RunRepository.read(directory));

    assertEquals("no report.json in " + directory, refused.getMessage());
  }

  @Test
  void newest_isTheOneWrittenLast() throws IOException {
    assertTrue(RunRepository.newest(directory.resolve("missing")).isEmpty());
    write("old", RunFixtures.MACHINE, 1);
    write("new", RunFixtures.MACHINE, 1);
    Path old = directory.resolve("old").resolve(RunFile.NAME);
    assertTrue(old.toFile().setLastModified(1_000_000_000_000L));

    assertEquals(
        directory.resolve("new/report.json"), RunRepository.newest(directory).orElseThrow());
  }

  private void write(String name, Machine machine, double middle) throws IOException {
    Path at = Files.createDirectories(directory.resolve(name)).resolve(RunFile.NAME);
    RunFile.write(
        at,
        RunFixtures.of(machine, List.of(RunFixtures.around(TIME, Variant.PRODUCT, 1, middle, 1))));
  }
}
