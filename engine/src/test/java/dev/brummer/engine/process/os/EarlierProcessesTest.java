package dev.brummer.engine.process.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class EarlierProcessesTest {
  private static final long FAR = 1L << 40;

  @Test
  void scan_onlyProcessesStartedLaterAreRead() throws IOException, InterruptedException {
    Process before = new ProcessBuilder("sleep", "300").start();
    try (Libc libc = new Libc()) {
      ProcFs procFs = new ProcFs(libc);
      EarlierProcesses earlier = EarlierProcesses.now(procFs);
      Process after = new ProcessBuilder("sleep", "300").start();
      try {
        List<Integer> found = ids(procFs, earlier);
        assertTrue(found.contains((int) after.pid()), "the later process");
        assertFalse(found.contains((int) before.pid()), "the earlier process");
        assertTrue(ids(procFs, EarlierProcesses.none()).contains((int) before.pid()));
      } finally {
        after.destroyForcibly().waitFor();
      }
    } finally {
      before.destroyForcibly().waitFor();
    }
  }

  @Test
  void anIdThatAScanDidNotSee_isReadWhenItAppearsAgain() {
    try (Libc libc = new Libc()) {
      ProcFs procFs = new ProcFs(libc);
      EarlierProcesses earlier = EarlierProcesses.now(procFs);
      long forks = procFs.forks();
      int self = (int) ProcessHandle.current().pid();

      assertEquals(set(), remaining(earlier, forks, set(1, self)));
      assertEquals(set(), remaining(earlier, forks, set(1)));
      assertEquals(set(self), remaining(earlier, forks, set(1, self)));
    }
  }

  @Test
  void manyStartsSinceTheLastScan_allAreRead() {
    try (Libc libc = new Libc()) {
      ProcFs procFs = new ProcFs(libc);
      long forks = procFs.forks();
      long max = procFs.maxId() / 4;

      EarlierProcesses few = EarlierProcesses.now(procFs);
      assertEquals(set(), remaining(few, forks + max - 5_000, set(1)));
      assertEquals(set(), remaining(few, forks + 2 * max - 10_000, set(1)));
      assertEquals(set(1), remaining(few, forks + FAR, set(1)));
      assertEquals(set(1), remaining(few, forks + FAR, set(1)));
    }
  }

  @Test
  void unknownNumberOfStarts_allAreRead() {
    try (Libc libc = new Libc()) {
      ProcFs procFs = new ProcFs(libc);
      assertEquals(set(1), remaining(EarlierProcesses.now(procFs), 0, set(1)));
      assertEquals(set(1), remaining(EarlierProcesses.now(procFs), 1, set(1)));
    }
  }

  @Test
  void forks_growWithEachProcess() throws IOException, InterruptedException {
    try (Libc libc = new Libc()) {
      ProcFs procFs = new ProcFs(libc);
      long before = procFs.forks();
      new ProcessBuilder("true").start().waitFor();
      assertTrue(before > 0 && procFs.forks() > before, "before: " + before);
    }
  }

  private static List<Integer> ids(ProcFs procFs, EarlierProcesses earlier) {
    return procFs.processes(earlier).stream().map(ProcFs.Proc::pid).toList();
  }

  private static BitSet remaining(EarlierProcesses earlier, long forks, BitSet running) {
    earlier.removeFrom(running, forks);
    return running;
  }

  private static BitSet set(int... ids) {
    BitSet all = new BitSet();
    for (int id : ids) {
      all.set(id);
    }
    return all;
  }
}
