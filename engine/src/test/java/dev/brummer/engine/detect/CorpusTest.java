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

/// Runs all detectors over captured output of real tools. A missed, changed or additional finding
/// fails. The expected findings of a capture are written by hand before the detectors run. The
/// prefix `! ` marks a finding that is known to be missed; it counts against the recall.
/// `-Dbrummer.rewrite=true` writes the actual findings beside each capture for review, and aborts.
final class CorpusTest {
  private static final String MISSED = "! ";
  private static final Path FIXTURES = Path.of("src/test/resources/fixtures");

  static Stream<Path> captures() throws IOException {
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
        Files.readAllLines(expected).stream().filter(line -> !line.startsWith(MISSED)).toList();
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

  /// Computes precision and recall per kind of finding. A finding that differs in any part counts
  /// as both missed and false.
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
      assertTrue(precision >= 0.98 && recall >= 0.98, kind + " " + precision + " " + recall);
    });
    assertEquals(List.of("build", "error", "test", "url"), List.copyOf(counts.keySet()));
  }

  private static void count(Map<String, int[]> counts, String finding, int outcome) {
    String second = finding.split(" ")[1];
    String kind =
        switch (second) {
          case "url", "build" -> second;
          case "failed", "passed" -> "test";
          default -> "error";
        };
    counts.computeIfAbsent(kind, key -> new int[3])[outcome]++;
  }

  private static List<String> found(Path capture) throws IOException {
    return byLine(DetectorRun.findings(Files.readAllLines(capture)));
  }

  private static Path expected(Path capture) {
    return Path.of(capture.toString().replace(".log", ".expected"));
  }

  /// Findings in line order: an error is published when it ends, after findings on later lines.
  private static List<String> byLine(List<String> findings) {
    return findings.stream()
        .sorted(Comparator.comparingInt(finding -> Integer.parseInt(finding.split("[ +]")[0])))
        .toList();
  }
}
