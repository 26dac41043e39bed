package dev.brummer.engine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What real tools print and all that is to be found in it: a finding that is missed, changed or
/// invented fails. What is expected of a capture is written down by a person, before the detectors
/// are asked. `! ` before it says that it is known to be missed: it counts against the recall.
/// `-Dbrummer.rewrite=true` writes what is found now beside each capture, to be read before it is
/// committed, and aborts.
public final class CorpusTest {
  private static final String MISSED = "! ";
  private static final Path FIXTURES = Path.of("src/test/resources/fixtures");

  public static Stream<Path> captures() throws IOException {
    return Files.list(FIXTURES).filter(file -> file.toString().endsWith(".log")).sorted();
  }

  @ParameterizedTest
  @MethodSource("captures")
  void capture_allDetectors_findExactlyWhatIsThere(Path capture) throws IOException {
    List<String> found = found(capture);
    Path expected = expected(capture);
    if (Boolean.getBoolean("brummer.rewrite")) {
      Files.write(expected, found);
      abort("rewritten: " + expected);
    }
    List<String> all =
        Files.readAllLines(expected).stream().filter(it -> !it.startsWith(MISSED)).toList();
    assertEquals(String.join("\n", byLine(all)), String.join("\n", found));
  }

  @Test
  void captures_areListedWithTheirCommand() throws IOException {
    List<String> listed = Files.readAllLines(FIXTURES.resolve("captures.txt"));
    for (Path capture : captures().toList()) {
      String name = capture.getFileName() + ":";
      assertTrue(listed.stream().anyMatch(line -> line.startsWith(name)), name);
    }
  }

  /// Prints precision and recall for each kind of finding; a finding that differs in any part
  /// counts as missed and as invented.
  @Test
  void precisionAndRecall_areAtLeast98Percent() throws IOException {
    Map<String, int[]> counts = new TreeMap<>();
    for (Path capture : captures().toList()) {
      List<String> expected = new ArrayList<>(Files.readAllLines(expected(capture)));
      for (String finding : found(capture)) {
        count(counts, finding, expected.remove(finding) ? 0 : 1);
      }
      expected.forEach(missed -> count(counts, missed.replace(MISSED, ""), 2));
    }
    counts.forEach((kind, n) -> {
      double precision = n[0] / (double) (n[0] + n[1]);
      double recall = n[0] / (double) (n[0] + n[2]);
      System.out.printf(
          "%-6s %3d to be found, precision %.3f, recall %.3f%n",
          kind, n[0] + n[2], precision, recall);
      assertTrue(precision >= 0.98 && recall >= 0.98, kind + " " + precision + " " + recall);
    });
    assertEquals(List.of("build", "error", "test", "url"), List.copyOf(counts.keySet()));
  }

  private static void count(Map<String, int[]> counts, String finding, int how) {
    String second = finding.split(" ")[1];
    String kind =
        switch (second) {
          case "url", "build" -> second;
          case "failed", "passed" -> "test";
          default -> "error";
        };
    counts.computeIfAbsent(kind, it -> new int[3])[how]++;
  }

  private static List<String> found(Path capture) throws IOException {
    return byLine(DetectorRun.findings(Files.readAllLines(capture)));
  }

  private static Path expected(Path capture) {
    return Path.of(capture.toString().replace(".log", ".expected"));
  }

  /// An error is told when it is over, so what is told does not come in the order of lines.
  private static List<String> byLine(List<String> findings) {
    return findings.stream()
        .sorted(Comparator.comparingInt(finding -> Integer.parseInt(finding.split("[ +]")[0])))
        .toList();
  }
}
