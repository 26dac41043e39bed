package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Runs of a project as their PID files tell. The test's own JVM is the running brummer.
@Timeout(60)
final class RunningInstanceTest {
  @TempDir Path directory;

  private Path state = Path.of("");
  private Path project = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void directories() throws IOException {
    state = directory.resolve("state");
    project = Files.createDirectories(directory.resolve("shop"));
    file = Files.createDirectories(state.resolve("runs")).resolve("0011223344556677");
  }

  @Test
  void runWithChildren_isFoundWithWhatRunsInIt() {
    SupervisorSettings settings =
        new SupervisorSettings(
            "fedcba98", System.getenv(), state, project, 80, 24, Clock.systemUTC());
    try (ProcessFixture fixture = new ProcessFixture(settings)) {
      int web = fixture.start(fixture.pipes("web", "echo pid=$$; exec sleep 300"));
      fixture.printedNumber(web, "pid");

      List<RunningInstance> found = found(project);

      assertEquals(1, found.size());
      assertEquals(ProcessHandle.current().pid(), found.getFirst().pid());
      assertEquals(List.of("web"), found.getFirst().processes());
      assertEquals(List.of(), found(directory));
    }
    assertEquals(List.of(), found(project));
  }

  @Test
  void runWithoutChildren_isFound_andLeavesNoFile() {
    SupervisorSettings settings =
        new SupervisorSettings(
            "fedcba98", System.getenv(), state, project, 80, 24, Clock.systemUTC());
    try (ProcessFixture fixture = new ProcessFixture(settings)) {
      dev.brummer.engine.Await.until("the run", () -> found(project).size() == 1);
      assertEquals(List.of(), found(project).getFirst().processes());
      fixture.close();
    }
    assertFalse(Files.exists(state.resolve("runs/fedcba98")));
  }

  @Test
  void project_reachedThroughALink_isTheSame() throws IOException {
    writeOwn("project " + project);
    Path link = Files.createSymbolicLink(directory.resolve("link"), project);
    assertEquals(1, found(link).size());
  }

  @Test
  void processThatEnded_isNotListed() throws IOException {
    writeOwn("project " + project, "+ 11 5 1 web", "+ 12 6 2 api two", "- 11");
    assertEquals(List.of("api two"), found(project).getFirst().processes());
  }

  /// After `kill -9` the file stays: its pid is gone, or belongs to a process of another start.
  @Test
  void runThatWasKilled_doesNotCount() throws IOException {
    long pid = ProcessHandle.current().pid();
    for (String head : List.of("run 4194300 77", "run " + pid + " 1", "run x y", "", "run")) {
      Files.writeString(file, head + "\nproject " + project + "\n+ 11 5 1 web\n");
      assertEquals(List.of(), found(project), head);
      assertTrue(Files.exists(file));
    }
  }

  @Test
  void stateWithoutRuns_orWithForeignFiles_hasNone() throws IOException {
    assertEquals(List.of(), found(project));
    Files.writeString(state.resolve("runs/notes.txt"), "run 1 1\n");
    Files.delete(Files.createDirectory(state.resolve("runs/aabbccdd")));
    assertEquals(List.of(), found(project));
  }

  private List<RunningInstance> found(Path of) {
    try {
      return RunningInstance.find(state, of);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  private void writeOwn(String... lines) throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String start = stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
    String head = "run " + ProcessHandle.current().pid() + " " + start + "\n";
    Files.writeString(file, head + String.join("\n", lines) + "\n");
  }
}
