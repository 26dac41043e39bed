package dev.brummer.perf.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.perf.program.ProgramUsage.ProcessUsage;
import dev.brummer.perf.program.ProgramUsage.ThreadUsage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgramUsageTest {
  private static final long SECOND = 1_000_000_000;

  private static ProcessUsage process(
      int pid, long cpu, long reaped, Map<Integer, ThreadUsage> threads) {
    return new ProcessUsage(pid, cpu, reaped, 1000, threads);
  }

  private static ProgramUsage usage(long nanoTime, ProcessUsage... processes) {
    return ProgramUsage.of(nanoTime, List.of(processes));
  }

  @Test
  void wholeRun_countsEndedThreadsAndReapedChildren() {
    ProgramUsage usage = usage(0, process(1, 700, 30, Map.of()), process(2, 5, 0, Map.of()));

    assertEquals(735, usage.processNanos());
    assertEquals(2000, usage.memory());
  }

  @Test
  void interval_countsThreadsByTheNanosecond() {
    ProgramUsage before = usage(0, process(1, 0, 0, Map.of(1, new ThreadUsage(SECOND, 10))));
    ProgramUsage after =
        usage(
            10 * SECOND,
            process(
                1,
                SECOND,
                0,
                Map.of(
                    1, new ThreadUsage(SECOND + 3_000_000, 25),
                    2, new ThreadUsage(2_000_000, 5))));

    assertEquals(0.05, after.cpuPercentSince(before), 1e-9);
    assertEquals(2.0, after.switchesPerSecondSince(before), 1e-9);
  }

  @Test
  void interval_countsHelpersThatEnded_andIgnoresThreadsThatDid() {
    ThreadUsage main = new ThreadUsage(100, 1);
    ProgramUsage before =
        usage(0, process(1, 0, 0, Map.of(1, main, 2, new ThreadUsage(9 * SECOND, 99))));
    ProgramUsage after = usage(SECOND, process(1, 0, 20_000_000, Map.of(1, main)));

    assertEquals(2.0, after.cpuPercentSince(before), 1e-9);
    assertEquals(0.0, after.switchesPerSecondSince(before), 1e-9);
  }

  @Test
  void threadOfAnotherProcess_isNotTakenForTheSame() {
    ProgramUsage before = usage(0, process(1, 0, 0, Map.of(1, new ThreadUsage(500, 7))));
    ProgramUsage after = usage(SECOND, process(2, 0, 0, Map.of(1, new ThreadUsage(500, 7))));

    assertEquals(7.0, after.switchesPerSecondSince(before), 1e-9);
  }

  @Test
  void kernelWithoutSchedulerStatistics_countsTicks() {
    ProgramUsage before = usage(0, process(1, 10_000_000, 0, Map.of(1, ThreadUsage.NONE)));
    ProgramUsage after = usage(SECOND, process(1, 40_000_000, 0, Map.of(1, ThreadUsage.NONE)));

    assertEquals(3.0, after.cpuPercentSince(before), 1e-9);
  }
}
