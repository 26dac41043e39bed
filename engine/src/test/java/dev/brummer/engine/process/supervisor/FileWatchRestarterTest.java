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
  private final ProcessFixture processFixture = new ProcessFixture();

  @TempDir private Path project;

  @AfterEach
  void close() {
    processFixture.close();
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
            ProcessSpec.DEFAULT_GRACE);
    WatchPolicy policy =
        new WatchPolicy(true, List.of("*.js"), List.of(), WatchPolicy.DEFAULT_DEBOUNCE_DELAY);
    return processFixture.processes.register(spec.withWatch(policy));
  }

  private int epoch(int id) {
    return processFixture.processes.info(id).runNumber();
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
    int id = processFixture.start(watched("exec sleep 1000"));
    processFixture.await(id, ProcessState.Running.class);
    changeUntilStartedAgain(id, 2);
    assertTrue(processFixture.processes.isWatchingFiles(id));
  }

  @Test
  void change_startsWhatHasEndedByItself() {
    int id = processFixture.start(watched("exit 3"));
    processFixture.awaitExit(id, 1);
    changeUntilStartedAgain(id, 2);
  }

  @Test
  void change_leavesAloneWhatNobodyHasStarted() {
    int idle = watched("exec sleep 1000");
    change("a.js", 1);
    processFixture.processes.watchFiles(idle, false);
    assertFalse(processFixture.processes.isWatchingFiles(idle));
    assertEquals(0, epoch(idle));
  }

  @Test
  void processThatChangesItsOwnFiles_isNotStartedForEver() {
    int id = processFixture.start(watched("date +%N > own.js; exec sleep 1000"));
    changeUntilStartedAgain(id, 2);
    ProcessFixture.await(
        "the end of watching", () -> !processFixture.processes.isWatchingFiles(id));
    assertTrue(processFixture.processes.info(id).state().alive());
  }
}
