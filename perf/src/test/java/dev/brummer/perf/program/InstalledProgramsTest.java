package dev.brummer.perf.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledProgramsTest {
  @TempDir Path directory;

  @Test
  void givenDirectory_comesBeforePath() throws Exception {
    Path own = Files.createFile(directory.resolve("sh"));
    own.toFile().setExecutable(true);

    assertEquals(own, InstalledPrograms.in("/nowhere:" + directory).find("sh", ""));
  }

  @Test
  void programOfPath_isFoundBesideGivenDirectories() {
    assertEquals("sh", InstalledPrograms.in("/nowhere").find("sh", "").getFileName().toString());
    assertEquals("sh", InstalledPrograms.ON_PATH.find("sh", "").getFileName().toString());
  }

  @Test
  void missingProgram_isSaid_withTheRemedy() {
    NoSuchElementException missing =
        assertThrows(
            NoSuchElementException.class,
            () -> InstalledPrograms.ON_PATH.find("no-such-runner", "npm install it"));

    assertEquals(
        "no-such-runner is not installed: npm install it, or name its directory with --rivals",
        missing.getMessage());
  }
}
