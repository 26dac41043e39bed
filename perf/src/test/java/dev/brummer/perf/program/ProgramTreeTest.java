package dev.brummer.perf.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTreeTest {
  private static final String MARK = "A=1\0BENCH_PROGRAM=4711";

  @TempDir Path directory;

  private FakeProc proc;
  private ProgramTree tree;

  @BeforeEach
  void open() throws IOException {
    proc = new FakeProc(directory);
    tree = new ProgramTree(new ProcessFiles(directory), "4711");
    proc.process(1, 0, "", "init");
    proc.process(10, 1, "", "script");
    proc.process(11, 10, MARK, "node", "runner", "sleep 86397");
  }

  private Set<Integer> members() {
    return Set.copyOf(tree.members());
  }

  @Test
  void markedProcesses_areMembers_notWhatStartedThem() {
    assertEquals(Set.of(11), members());
  }

  @Test
  void otherMark_isNoMember() throws Exception {
    proc.process(12, 1, "BENCH_PROGRAM=47", "other");
    proc.process(13, 1, "BENCH_PROGRAM=47112", "other");

    assertEquals(Set.of(11), members());
  }

  @Test
  void descendantsWithoutTheMark_areMembers() throws Exception {
    proc.process(9, 12, "", "grandchild");
    proc.process(12, 11, "", "guardian");

    assertEquals(Set.of(9, 11, 12), members());
  }

  @Test
  void daemonWithTheMark_isAMember() throws Exception {
    proc.process(12, 1, MARK, "daemon");

    assertEquals(Set.of(11, 12), members());
  }

  @Test
  void zombie_isNoMember_butItsChildrenAre() throws Exception {
    proc.process(12, 11, "", "ended");
    proc.end(12, 11);
    proc.process(13, 12, "", "left");

    assertEquals(Set.of(11, 13), members());
  }

  @Test
  void workload_isNotOwn_packageManagersAndHelpersAre() throws Exception {
    proc.process(12, 11, MARK, "npm run dev");
    proc.process(13, 12, MARK, "sleep", "86397");
    proc.process(14, 11, "", "sleep", "5");
    proc.times(11, 10, 1, 1, 1, 1);
    proc.times(12, 11, 3, 0, 0, 0);
    proc.times(13, 12, 500, 0, 0, 0);
    proc.times(14, 11, 1, 0, 0, 0);
    proc.memory(11, 100);
    proc.memory(12, 20);
    proc.memory(13, 4000);
    proc.memory(14, 3);

    assertEquals(123 * 1024, tree.ownUsage().memory());
    assertEquals(80_000_000, tree.ownUsage().processNanos());
  }
}
