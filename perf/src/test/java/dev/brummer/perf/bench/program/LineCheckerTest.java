package dev.brummer.perf.bench.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineCheckerTest {
  private static final String[] NAMES = {"pack-a", "pack-b"};

  @TempDir Path directory;

  private long whole(String output) throws Exception {
    Path file = Files.writeString(directory.resolve("output"), output);
    return new LineChecker(NAMES, 3).countWhole(file);
  }

  private static String a(int number) {
    return "pack-a | " + FirehoseFiles.line("pack-a", number);
  }

  private static String b(int number) {
    return "pack-b | " + FirehoseFiles.line("pack-b", number);
  }

  @Test
  void line_hasTheSizeThatTheFilesAreMadeOf() {
    assertEquals(FirehoseFiles.LINE_BYTES, FirehoseFiles.line("pack-a", 4711).length());
  }

  @Test
  void linesOfSeveralChildren_inAnyMixture_areWhole() throws Exception {
    assertEquals(6, whole("started\n" + a(0) + b(0) + b(1) + a(1) + "\n" + a(2) + b(2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[0] ", "pack-a:dev: ", "\033[32mpack-a\033[0m | "})
  void prefix_isTheProgramsOwnMatter(String prefix) throws Exception {
    assertEquals(1, whole(prefix + FirehoseFiles.line("pack-a", 0)));
  }

  @Test
  @DisplayName("a line that is cut, even if its second part gets a prefix, is not whole")
  void cutLine_isNotWhole() throws Exception {
    String line = FirehoseFiles.line("pack-a", 0);

    assertEquals(1, whole(line.substring(0, 40) + "\npack-a | " + line.substring(40) + a(1)));
  }

  @Test
  void lineWithAnotherOneInside_isNotWhole() throws Exception {
    String line = FirehoseFiles.line("pack-a", 0);

    assertEquals(1, whole("x " + line.substring(0, 40) + b(0) + line.substring(40)));
  }

  @Test
  void changedByte_isNoticed() throws Exception {
    assertEquals(0, whole(FirehoseFiles.line("pack-a", 0).replace("cache", "cachE")));
  }

  @Test
  void linesOutOfOrder_orTwice_doNotCount_thoseAfterAGapDo() throws Exception {
    assertEquals(2, whole(a(1) + a(0) + a(1) + a(2)));
    assertEquals(1, whole(a(0) + a(0)));
    assertEquals(2, whole(a(0) + a(2)));
  }

  @Test
  void lineThatWasNotPrinted_doesNotCount() throws Exception {
    assertEquals(0, whole(a(3) + FirehoseFiles.line("pack-x", 0)));
  }

  @Test
  void lineWithoutItsEnd_doesNotCount() throws Exception {
    assertEquals(1, whole(a(0) + a(1).strip()));
  }

  @Test
  void veryLongLine_isSkipped() throws Exception {
    assertEquals(1, whole("x".repeat(100_000) + a(0) + a(1)));
  }
}
