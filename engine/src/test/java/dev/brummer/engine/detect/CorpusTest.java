package dev.brummer.engine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What real tools print and all that is to be found in it: a finding that is missed, changed or
/// invented fails. `-Dbrummer.rewrite=true` writes what is found now beside each capture, to be
/// read before it is committed, and aborts.
final class CorpusTest {
  private static final Path FIXTURES = Path.of("src/test/resources/fixtures");

  static Stream<Path> captures() throws IOException {
    return Files.list(FIXTURES).filter(file -> file.toString().endsWith(".log")).sorted();
  }

  @ParameterizedTest
  @MethodSource("captures")
  void capture_allDetectors_findExactlyWhatIsThere(Path capture) throws IOException {
    List<String> found = Heard.in(Files.readAllLines(capture));
    Path expected = Path.of(capture.toString().replace(".log", ".expected"));
    if (Boolean.getBoolean("brummer.rewrite")) {
      Files.write(expected, found);
      abort("rewritten: " + expected);
    }
    assertEquals(String.join("\n", Files.readAllLines(expected)), String.join("\n", found));
  }

  @Test
  void captures_areListedWithTheirCommand() throws IOException {
    List<String> listed = Files.readAllLines(FIXTURES.resolve("captures.txt"));
    for (Path capture : captures().toList()) {
      String name = capture.getFileName() + ":";
      assertTrue(listed.stream().anyMatch(line -> line.startsWith(name)), name);
    }
  }
}
