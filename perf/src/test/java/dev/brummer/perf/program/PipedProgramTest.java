package dev.brummer.perf.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starts real programs in pipes.
class PipedProgramTest {
  @TempDir Path directory;

  private ProgramStart shell(String script) {
    return new ProgramStart(directory, Map.of("WORD", "it's"), List.of("sh", "-c", script));
  }

  @Test
  void awaitedText_isTimedAfterTheStart_alsoInPieces() throws Exception {
    try (PipedProgram program =
        PipedProgram.start(shell("printf RE; printf \"ADY $WORD\"; exec sleep 60"), "READY it's")) {
      long started = program.awaitStart();

      assertTrue(program.awaitText() >= started);
    }
  }

  @Test
  void programThatEndsBefore_isSaid_withItsLastLine() throws Exception {
    try (PipedProgram program =
        PipedProgram.start(shell("echo one; echo 'no such file'"), "READY")) {
      IllegalStateException ended = assertThrows(IllegalStateException.class, program::awaitText);

      assertEquals(
          "the program ended before \"READY\"; its last line: no such file", ended.getMessage());
    }
  }

  @Test
  void output_goesToAFile_withoutTheMarkerOfTheStart() throws Exception {
    Path file = directory.resolve("it's output");
    try (PipedProgram program = PipedProgram.start(shell("echo one; echo two >&2"), file)) {
      program.awaitStart();
      program.awaitEnd();
      Await.until(() -> Files.size(file) == 8);

      assertEquals("one\ntwo\n", Files.readString(file));
    }
  }

  @Test
  void close_leavesNoProcess_evenInAnotherSession() throws Exception {
    PipedProgram program =
        PipedProgram.start(
            shell("setsid sleep 60 & setsid sh -c 'sleep 60 & sleep 60' & echo UP; wait"), "UP");
    program.awaitText();
    Await.until(() -> program.tree().members().size() == 5);

    program.close();

    assertEquals(List.of(), program.tree().members());
  }

  @Test
  void ownUsage_countsWorkInTheShell_notTheWorkload() throws Exception {
    String busy = "i=0; while [ $i -lt %d ]; do i=$((i + 1)); done; echo UP; ";
    String script =
        busy.formatted(50_000) + "sh -c '" + busy.formatted(250_000) + "exec sleep 86397'";
    try (PipedProgram program = PipedProgram.start(shell(script), "UP\nUP")) {
      program.awaitText();
      ProcessFiles files = new ProcessFiles(Path.of("/proc"));
      Await.until(() -> program.tree().members().stream().anyMatch(pid -> isWorkload(files, pid)));
      long own = program.tree().ownUsage().processNanos();
      long all =
          program.tree().members().stream()
              .mapToLong(pid -> files.usage(pid).orElseThrow().cpuNanos())
              .sum();

      assertTrue(own > 0 && own < all / 2, own + " of " + all + " ns");
    }
  }

  private static boolean isWorkload(ProcessFiles files, int pid) {
    return Workload.isWorkload(files.command(pid));
  }
}
