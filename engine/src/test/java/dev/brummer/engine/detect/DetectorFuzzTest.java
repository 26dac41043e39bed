package dev.brummer.engine.detect;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.detect.error.ErrorDetector;
import dev.brummer.engine.detect.line.Detector;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.detect.test.TestDetector;
import dev.brummer.engine.detect.url.UrlDetector;
import dev.brummer.engine.event.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// For arbitrary bytes no detector throws, hangs or publishes an unbounded number of findings.
final class DetectorFuzzTest {
  private final List<Detector> detectors =
      List.of(
          new UrlDetector(() -> DetectorRun.LOCAL_ADDRESSES),
          new ErrorDetector(),
          new BuildDetector(),
          new TestDetector());
  private final List<Event> events = new ArrayList<>();
  private long number;

  @Test
  void randomBytes_neverThrow() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      detect(bytes);
    }
  }

  @Test
  void tornAndShuffledCaptures_neverThrow() throws IOException {
    List<byte[]> lines = new ArrayList<>();
    for (Path capture : CorpusTest.captures().toList()) {
      for (String text : Files.readAllLines(capture)) {
        lines.add(text.getBytes(StandardCharsets.UTF_8));
      }
    }
    Random random = new Random(2);
    for (int i = 0; i < 40_000; i++) {
      byte[] bytes = lines.get(random.nextInt(lines.size())).clone();
      if (bytes.length > 0 && random.nextBoolean()) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      detect(random.nextInt(3) == 0 ? cut(bytes, random.nextInt(bytes.length + 1)) : bytes);
    }
    assertTrue(events.size() < 40_000 * 3);
  }

  @Test
  void longLinesOfTriggers_endSoon() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (String piece :
              List.of(
                  "error: ",
                  "http://localhost:",
                  "port ",
                  "listening on ",
                  "Error: a.b.C: ",
                  "a.b.",
                  "at (",
                  ":1:1",
                  "ERROR [",
                  "{\"level\":50,",
                  "1 failed, ",
                  "✓ ",
                  " ",
                  "[vite] error ",
                  "level=error msg",
                  "./a/",
                  "1 passed in 1s ",
                  "\"port\": 8080 ")) {
            byte[] bytes = piece.repeat(3000).getBytes(StandardCharsets.UTF_8);
            detect(bytes);
            detect(("error " + piece.repeat(3000)).getBytes(StandardCharsets.UTF_8));
            detect((piece.repeat(3000) + " error").getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  private void detect(byte[] bytes) {
    ScannedLine line = ScannedLine.of(1, number++, bytes);
    for (Detector detector : detectors) {
      detector.onLine(line, events::add);
    }
  }

  private static byte[] cut(byte[] bytes, int length) {
    return Arrays.copyOf(bytes, length);
  }
}
