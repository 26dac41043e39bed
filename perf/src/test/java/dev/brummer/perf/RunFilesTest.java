package dev.brummer.perf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.perf.result.Machine;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.Run;
import dev.brummer.perf.result.RunFile;
import dev.brummer.perf.result.Runs;
import dev.brummer.perf.result.Seed;
import dev.brummer.perf.result.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFilesTest {
  private static final Metric TIME = Metric.time("process.list", "10 processes", Seed.NONE);

  @TempDir Path folder;

  @Test
  void directory_countsAsOneRunWithAllItsForks() throws IOException {
    write("base/1", Runs.MACHINE, 100);
    write("base/2", Runs.MACHINE, 102);

    Run run = RunFiles.read(folder.resolve("base"));

    assertEquals(2, run.forks(TIME.key(), "now").size());
    assertEquals(10, run.samples(TIME.key(), "now").size());
  }

  @Test
  void runsOfDifferentMachines_areRefused_unlessForced() throws IOException {
    Machine other = new Machine("Testium 4000", 8, 8L << 30, "Linux 6.1 amd64", "Test VM 25");
    write("a", Runs.MACHINE, 100);
    write("b", other, 100);

    IOException refused =
        assertThrows(
            IOException.class,
            () -> RunFiles.compare(folder.resolve("a"), folder.resolve("b"), false));
    String text = String.valueOf(refused.getMessage());
    assertTrue(text.contains("Testium 3000") && text.contains("Testium 4000"), text);
    assertTrue(text.contains("--force"), text);
    assertTrue(
        RunFiles.compare(folder.resolve("a"), folder.resolve("b"), true)
            .contains("different machines"));
  }

  @Test
  void runsOfAnotherJava_mayBeCompared() throws IOException {
    Machine newer = new Machine("Testium 3000", 2, 8L << 30, "Linux 6.1 amd64", "Test VM 26");
    write("a", Runs.MACHINE, 100);
    write("b", newer, 100);

    assertTrue(
        RunFiles.compare(folder.resolve("a"), folder.resolve("b"), false)
            .contains("No difference"));
  }

  @Test
  void emptyDirectory_isNamed() {
    IOException refused = assertThrows(IOException.class, () -> RunFiles.read(folder));

    assertEquals("there is no report.json in " + folder, refused.getMessage());
  }

  @Test
  void newest_isTheOneWrittenLast() throws IOException {
    assertTrue(RunFiles.newest(folder.resolve("missing")).isEmpty());
    write("old", Runs.MACHINE, 1);
    write("new", Runs.MACHINE, 1);
    Path old = folder.resolve("old").resolve(RunFile.NAME);
    assertTrue(old.toFile().setLastModified(1_000_000_000_000L));

    assertEquals(folder.resolve("new/report.json"), RunFiles.newest(folder).orElseThrow());
  }

  private void write(String name, Machine machine, double middle) throws IOException {
    Path at = Files.createDirectories(folder.resolve(name)).resolve(RunFile.NAME);
    RunFile.write(at, Runs.of(machine, List.of(Runs.around(TIME, Variant.NOW, 1, middle, 1))));
  }
}
