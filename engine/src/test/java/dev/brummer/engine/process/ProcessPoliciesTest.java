package dev.brummer.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.process.Dependency.Condition;
import dev.brummer.engine.process.RestartPolicy.When;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProcessPoliciesTest {
  private static final URI URL = URI.create("http://localhost/");

  private static ProcessSpec waitingFor(String pattern, int flags) {
    return ProcessSpec.builder("web", List.of("x"), Path.of("/"))
        .readiness(new ReadinessProbe.Log(Pattern.compile(pattern, flags)))
        .dependsOn(List.of(Dependency.onLogLine("db", Pattern.compile(pattern, flags))))
        .build();
  }

  @Test
  void specs_withEqualPatterns_areEqual() {
    ProcessSpec first = waitingFor("up", 0);
    assertEquals(first, waitingFor("up", 0));
    assertEquals(first.hashCode(), waitingFor("up", 0).hashCode());
    assertNotEquals(first, waitingFor("down", 0));
    assertNotEquals(first, waitingFor("up", Pattern.CASE_INSENSITIVE));
  }

  @Test
  void dependency_hasPatternExactlyForLogLine() {
    Pattern up = Pattern.compile("up");
    assertThrows(
        IllegalArgumentException.class, () -> new Dependency("db", Condition.LOG_LINE, null));
    assertThrows(IllegalArgumentException.class, () -> new Dependency("db", Condition.READY, up));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 200, true",
    "0, 399, true",
    "0, 400, false",
    "0, -1, false",
    "204, 204, true",
    "204, 200, false",
    "503, 503, true"
  })
  void http_acceptsItsStatus_orAnyBelow400(int expected, int actual, boolean accepted) {
    assertEquals(accepted, new ReadinessProbe.Http(URL, Map.of(), expected).accepts(actual));
  }

  @Test
  void constantBackoff_staysTheSame_howeverOftenTheProcessExits() {
    RestartPolicy policy =
        RestartPolicy.constant(When.ALWAYS, Duration.ofSeconds(2), RestartPolicy.UNLIMITED);
    assertEquals(Duration.ofSeconds(2), policy.delay(0));
    assertEquals(Duration.ofSeconds(2), policy.delay(1_000_000));
    assertTrue(policy.resetAfter().toMillis() > Duration.ofDays(365_000).toMillis());
  }

  @Test
  void liveness_isProbedActively() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new LivenessPolicy(ReadinessProbe.INFERRED, ProbeTiming.DEFAULT));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LivenessPolicy(new ReadinessProbe.Port(80), ProbeTiming.DEFAULT));
  }

  @Test
  void timing_isAutomaticByDefault() {
    assertTrue(ProbeTiming.DEFAULT.isAutomatic());
    Duration second = Duration.ofSeconds(1);
    assertFalse(new ProbeTiming(Duration.ZERO, second, second, 1, 1).isAutomatic());
    assertThrows(
        IllegalArgumentException.class,
        () -> new ProbeTiming(Duration.ZERO, second, Duration.ZERO, 1, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new ProbeTiming(Duration.ZERO, second, second, 0, 1));
  }

  @Test
  void stop_keepsWhatItIsNotGiven() {
    StopPolicy policy =
        new StopPolicy(2, List.of("down"), Duration.ZERO, "q", true)
            .withGrace(Duration.ofSeconds(3));
    assertEquals(new StopPolicy(2, List.of("down"), Duration.ofSeconds(3), "q", true), policy);
  }
}
