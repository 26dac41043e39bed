package dev.brummer.perf.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.Dependency.Condition;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CriticalPathTest {
  private static ProcessStartupTimes ready(
      String name, double started, double ready, Dependency... needs) {
    return new ProcessStartupTimes(
        name,
        new StartupOutcome.Ready("listens"),
        started,
        ready,
        ProcessStartupTimes.NEVER,
        List.of(needs),
        0,
        0,
        0,
        List.of());
  }

  private static ProcessStartupTimes ended(
      String name, double started, double ended, Dependency... needs) {
    return new ProcessStartupTimes(
        name,
        new StartupOutcome.Exited(0),
        started,
        ProcessStartupTimes.NEVER,
        ended,
        List.of(needs),
        0,
        0,
        ProcessStartupTimes.NEVER,
        List.of());
  }

  private static Dependency on(String name, Condition until) {
    return new Dependency(name, until);
  }

  private static String path(ProcessStartupTimes... arrivals) {
    return CriticalPath.of(List.of(arrivals)).toString();
  }

  @Test
  void aloneInTheProject_isThePath() {
    assertEquals("web 500 ms", path(ready("web", 0.01, 0.5)));
  }

  @Test
  void independentProcesses_onlyTheLastCounts() {
    assertEquals("api 900 ms", path(ready("web", 0.01, 0.5), ready("api", 0.01, 0.9)));
  }

  @Test
  void chain_isFollowedBackToTheBeginning_andAddsUp() {
    assertEquals(
        "db 300 ms → migrate 200 ms → api 1.00 s = 1.50 s",
        path(
            ready("api", 0.51, 1.5, on("db", Condition.READY), on("migrate", Condition.COMPLETED)),
            ready("db", 0.01, 0.3),
            ended("migrate", 0.31, 0.5, on("db", Condition.READY)),
            ready("docs", 0.01, 1.2)));
  }

  @Test
  void dependencyOnTheStartOnly_countsUntilThatStart() {
    assertEquals(
        "db 200 ms → api 600 ms = 800 ms",
        path(ready("api", 0.2, 0.8, on("db", Condition.STARTED)), ready("db", 0.2, 0.7)));
  }

  @Test
  void dependencyThatEndedInsteadOfBeingReady_countsUntilItsEnd() {
    assertEquals(
        "job 400 ms → api 300 ms = 700 ms",
        path(ready("api", 0.4, 0.7, on("job", Condition.READY)), ended("job", 0.01, 0.4)));
  }

  @Test
  void nobodyThere_isNoPath() {
    ProcessStartupTimes failed =
        new ProcessStartupTimes(
            "web", new StartupOutcome.Failed("exit 1"), 0, -1, 0.1, List.of(), 0, 0, -1, List.of());
    assertEquals(List.of(), CriticalPath.of(List.of(failed)).legs());
  }
}
