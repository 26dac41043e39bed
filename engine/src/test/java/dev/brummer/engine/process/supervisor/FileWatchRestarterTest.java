package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.WatchPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileWatchRestarterTest {
  private final ProcessFixture rig = new ProcessFixture();

  @TempDir private Path project;

  @AfterEach
  void close() {
    rig.close();
  }

  private int watched(String script) {
    ProcessSpec spec =
        new ProcessSpec(
            "app",
            "",
            List.of("/bin/sh", "-c", script),
            project,
            Map.of(),
            false,
            ProcessSpec.GRACE);
    WatchPolicy policy = new WatchPolicy(true, List.of("*.js"), List.of(), WatchPolicy.REST);
    return rig.processes.define(spec.withWatch(policy));
  }

  private int epoch(int id) {
    return rig.processes.info(id).epoch();
  }

  /// Changes a file until the process is started again: the tree may not be watched yet.
  private void changeUntilStartedAgain(int id, int epoch) {
    int[] n = {0};
    ProcessFixture.await(
        "start " + epoch,
        () -> {
          change("a.js", n[0]++);
          return epoch(id) >= epoch;
        });
  }

  private void change(String file, int n) {
    try {
      Files.writeString(project.resolve(file), "// " + n);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  @Test
  void change_ofAFileThatMatters_startsAgain() {
    int id = rig.start(watched("exec sleep 1000"));
    rig.await(id, ProcessState.Running.class);
    changeUntilStartedAgain(id, 2);
    assertTrue(rig.processes.watchesFiles(id));
  }

  @Test
  void change_startsWhatHasEndedByItself() {
    int id = rig.start(watched("exit 3"));
    rig.awaitExit(id, 1);
    changeUntilStartedAgain(id, 2);
  }

  @Test
  void change_leavesAloneWhatNobodyHasStarted() {
    int idle = watched("exec sleep 1000");
    change("a.js", 1);
    rig.processes.watchFiles(idle, false);
    assertFalse(rig.processes.watchesFiles(idle));
    assertEquals(0, epoch(idle));
  }

  @Test
  void processThatChangesItsOwnFiles_isNotStartedForEver() {
    int id = rig.start(watched("date +%N > own.js; exec sleep 1000"));
    changeUntilStartedAgain(id, 2);
    ProcessFixture.await("the end of watching", () -> !rig.processes.watchesFiles(id));
    assertTrue(rig.processes.info(id).state().alive());
  }
}
