package dev.brummer.engine.process.supervisor;

import static dev.brummer.engine.process.supervisor.RestartLoopDetector.Verdict.DEFER;
import static dev.brummer.engine.process.supervisor.RestartLoopDetector.Verdict.IGNORE;
import static dev.brummer.engine.process.supervisor.RestartLoopDetector.Verdict.LOOP;
import static dev.brummer.engine.process.supervisor.RestartLoopDetector.Verdict.RESTART;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class RestartLoopDetectorTest {
  private static final Path FILE = Path.of("a.json");

  private final RestartLoopDetector detector = new RestartLoopDetector();
  private long content;

  private RestartLoopDetector.Verdict change(long sinceStartMillis) {
    return detector.onChange(FILE, ++content, sinceStartMillis);
  }

  @Test
  void changeByEachStart_isALoop() {
    assertEquals(RESTART, change(100));
    assertEquals(RESTART, change(100));
    assertEquals(DEFER, change(100));
    assertTrue(detector.endDeferral());
    assertEquals(DEFER, change(100));
    assertTrue(detector.endDeferral());
    assertEquals(LOOP, change(100));
  }

  @Test
  void person_whoSavesEverySecond_isNoLoop() {
    for (int i = 0; i < 50; i++) {
      assertNotEquals(LOOP, change(750));
    }
  }

  @Test
  void changeDuringADeferral_restartsAtOnce() {
    change(100);
    change(100);
    assertEquals(DEFER, change(100));
    assertEquals(RESTART, change(900));
    assertFalse(detector.endDeferral());
  }

  @Test
  void pauseBetweenSaves_isNoLoop() {
    for (int i = 0; i < 50; i++) {
      assertEquals(RESTART, change(RestartLoopDetector.START_MILLIS + 1));
    }
  }

  @Test
  void differentFiles_areNoLoop() {
    for (int i = 0; i < 50; i++) {
      assertEquals(RESTART, detector.onChange(Path.of(i + ".json"), i, 100));
    }
  }

  @Test
  void startThatWritesTheSameAgain_isIgnored() {
    assertEquals(RESTART, detector.onChange(FILE, 7, 100));
    assertEquals(IGNORE, detector.onChange(FILE, 7, 100));
    assertEquals(RESTART, detector.onChange(FILE, 7, 60_000));
  }
}
