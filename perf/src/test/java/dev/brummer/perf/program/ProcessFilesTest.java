package dev.brummer.perf.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessFilesTest {
  @TempDir Path directory;

  private FakeProc proc;
  private ProcessFiles files;

  @BeforeEach
  void open() {
    proc = new FakeProc(directory);
    files = new ProcessFiles(directory);
  }

  @Test
  void stat_isParsed_alsoWithANameOfParenthesesAndSpaces() {
    ProcessFiles.Stat stat =
        ProcessFiles.Stat.parse(
            "42 (npm run (a) b) S 7 42 42 34816 42 4194304 1 2 3 4 250 30 12 5 20 0 11 0 99 1 2\n");

    assertEquals(new ProcessFiles.Stat(42, 'S', 7, 280, 17), stat);
  }

  @Test
  void textThatIsNoProcess_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> ProcessFiles.Stat.parse("cpu 1 2 3"));
  }

  @Test
  void zombie_hasEnded() {
    assertTrue(new ProcessFiles.Stat(1, 'Z', 0, 0, 0).hasEnded());
  }

  @Test
  void usage_hasTheTimesOfAllThreads_andTheResidentMemory() throws Exception {
    proc.process(42, 7, "", "java", "x");
    proc.times(42, 7, 250, 30, 12, 5);
    proc.memory(42, 61_440);
    proc.thread(42, 42, 1_000_000, 3);
    proc.thread(42, 43, 2_500_000, 40);

    ProgramUsage.ProcessUsage usage = files.usage(42).orElseThrow();

    assertEquals(2_800_000_000L, usage.cpuNanos());
    assertEquals(170_000_000L, usage.reapedNanos());
    assertEquals(61_440L * 1024, usage.memory());
    assertEquals(
        Map.of(
            42,
            new ProgramUsage.ThreadUsage(1_000_000, 3),
            43,
            new ProgramUsage.ThreadUsage(2_500_000, 40)),
        usage.threadsById());
  }

  @Test
  void processThatHasGone_isOmitted() throws Exception {
    proc.process(42, 7, "", "java");

    assertEquals(1, files.processes().size());
    assertTrue(files.usage(43).isEmpty());
    assertEquals(List.of(""), files.command(43));
  }
}
