package dev.brummer.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProcessInfoTest {
  private static String describe(ProcessState state, long seconds) {
    ProcessSpec spec =
        new ProcessSpec("web", "", List.of("x"), Path.of("/"), Map.of(), true, Duration.ZERO);
    long since = 5_000;
    return new ProcessInfo(1, spec, state, 1, 9, since, since, ProcessInfo.Resources.NONE)
        .describeState(since + seconds * 1_000);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "12, 12 s",
    "119, 119 s",
    "120, 2 min",
    "7199, 119 min",
    "7200, 2 h",
    "-3, 0 s"
  })
  void down_saysWhyAndSinceWhen(long seconds, String duration) {
    assertEquals(
        "down: nothing listens on :3000 since " + duration,
        describe(new ProcessState.Down("nothing listens on :3000"), seconds));
  }

  @ParameterizedTest
  @CsvSource({"0", "90"})
  void anyOtherState_isItsLabel(long seconds) {
    assertEquals("ready", describe(new ProcessState.Ready("listens on :3000"), seconds));
    assertEquals("exit 1", describe(new ProcessState.Failed("exit 1", 1, 0), seconds));
  }

  private static ProcessInfo info(
      ProcessSpecBuilder spec, ProcessState state, ProcessInfo.Liveness liveness, boolean daemon) {
    return new ProcessInfo(
        1,
        spec.build(),
        state,
        1,
        9,
        0,
        0,
        ProcessInfo.Resources.NONE,
        List.of(),
        liveness,
        daemon);
  }

  private static ProcessSpecBuilder web() {
    return ProcessSpec.builder("web", List.of("x"), Path.of("/"));
  }

  @Test
  void conditions_areFailedLivenessProbes_andADaemon() {
    LivenessPolicy policy =
        new LivenessPolicy(new ReadinessProbe.Exec(List.of("check")), ProbeTiming.DEFAULT);
    ProcessInfo.Liveness failing = new ProcessInfo.Liveness(2, "check timed out");
    assertEquals(
        List.of(
            "has failed 2 of 3 liveness probes in a row: check timed out",
            "runs in the background, its command has exited"),
        info(web().liveness(policy), new ProcessState.Running(), failing, true).conditions());
    assertEquals(
        List.of(),
        info(web().liveness(policy), new ProcessState.Stopped(0, 0), failing, false).conditions());
    assertEquals(
        List.of(),
        info(web(), new ProcessState.Running(), ProcessInfo.Liveness.ALIVE, false).conditions());
  }

  @Test
  void awaitedDependencies_areNamedWithTheirLine() {
    ProcessSpecBuilder spec =
        web()
            .dependsOn(
                List.of(
                    Dependency.onLogLine("db", Pattern.compile("^up")),
                    new Dependency("api", Dependency.Condition.READY),
                    new Dependency("job", Dependency.Condition.COMPLETED)));
    ProcessState waiting = new ProcessState.Waiting("db, job");
    assertEquals(
        "db: a line that matches ^up, job",
        info(spec, waiting, ProcessInfo.Liveness.ALIVE, false).describeAwaited());
  }
}
