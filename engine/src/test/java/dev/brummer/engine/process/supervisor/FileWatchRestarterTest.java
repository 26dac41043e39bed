package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.Await;
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
  private final ProcessFixture fixture = new ProcessFixture();

  @TempDir private Path project;

  @AfterEach
  void close() {
    fixture.close();
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
    return fixture.processes.register(spec.toBuilder().watch(policy).build());
  }

  private int runNumber(int id) {
    return fixture.processes.info(id).runNumber();
  }

  /// Changes a file until the process restarts, because the directory may not be watched yet.
  private void changeUntilStartedAgain(int id, int runNumber) {
    int[] n = {0};
    Await.until(
        "start " + runNumber,
        () -> {
          change("a.js", n[0]++);
          return runNumber(id) >= runNumber;
        });
  }

  private void change(String file, int n) {
    try {
      Files.writeString(project.resolve(file), "// " + n);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void change_ofAFileThatMatters_startsAgain() {
    int id = fixture.start(watched("exec sleep 1000"));
    fixture.await(id, ProcessState.Running.class);
    changeUntilStartedAgain(id, 2);
    assertTrue(fixture.processes.isWatchingFiles(id));
  }

  @Test
  void change_startsWhatHasEndedByItself() {
    int id = fixture.start(watched("exit 3"));
    fixture.awaitExit(id, 1);
    changeUntilStartedAgain(id, 2);
  }

  @Test
  void change_leavesAloneWhatNobodyHasStarted() {
    int idle = watched("exec sleep 1000");
    change("a.js", 1);
    fixture.processes.watchFiles(idle, false);
    assertFalse(fixture.processes.isWatchingFiles(idle));
    assertEquals(0, runNumber(idle));
  }

  @Test
  void processThatChangesItsOwnFiles_isNotStartedForEver() {
    int id = fixture.start(watched("date +%N > own.js; exec sleep 1000"));
    changeUntilStartedAgain(id, 2);
    Await.until(
        "the loop is told", () -> fixture.notes(id).getLast().contains("no longer restarts"));
    int runNumber = runNumber(id);
    assertTrue(fixture.processes.info(id).state().alive());
    assertTrue(fixture.processes.isWatchingFiles(id));
    changeUntilStartedAgain(id, runNumber + 1);
  }
}
