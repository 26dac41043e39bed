package dev.brummer.perf.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LoadTestSettingsTest {
  @Test
  void interval_givesThreeWindowsWhateverTheDuration() {
    List<String> web = List.of("web");
    assertEquals(
        Duration.ofSeconds(2), new LoadTestSettings(Duration.ofMinutes(5), 50, web).interval());
    assertEquals(
        Duration.ofMillis(200), new LoadTestSettings(Duration.ofSeconds(30), 50, web).interval());
  }

  @Test
  void tooShort_isSaidWithWhatWouldDo() {
    assertNull(LoadTestSettings.validationError(Duration.ofMillis(7_500), 50));
    String problem = LoadTestSettings.validationError(Duration.ofSeconds(5), 50);
    assertNotNull(problem);
    assertTrue(problem.contains("--duration 5.0s is too short"), problem);
    assertTrue(problem.contains("take 7.5s"), problem);
    assertNull(LoadTestSettings.validationError(Duration.ofSeconds(5), 30));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LoadTestSettings(Duration.ofSeconds(5), 50, List.of("web")));
  }

  @Test
  void windowOfAFewSamples_isRefused() {
    String problem = LoadTestSettings.validationError(Duration.ofMinutes(5), 9);
    assertNotNull(problem);
    assertTrue(problem.startsWith("--window 9:"), problem);
  }
}
