package dev.brummer.engine.process.supervisor.table;

import static dev.brummer.engine.process.supervisor.table.ProcessTableFixture.spec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.Dependency.Condition;
import dev.brummer.engine.process.ExitPolicy;
import dev.brummer.engine.process.RestartPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Processes whose end ends the run.
final class ExitPolicyTest {
  private static final ExitPolicy ANY = new ExitPolicy(true, false, false);
  private static final ExitPolicy FAILURE = new ExitPolicy(false, true, false);
  private static final ExitPolicy SKIPPED = new ExitPolicy(false, false, true);

  private final ProcessTableFixture fixture = new ProcessTableFixture();

  private void running(ExitPolicy policy) {
    fixture.register(spec("web").toBuilder().exit(policy).build());
    fixture.start("web");
    fixture.spawned("web");
  }

  /// Exit codes and reasons of the demands in the last step.
  private List<String> ends() {
    return fixture.lastEvents(Event.RunEnded.class).stream()
        .map(it -> it.code() + " " + it.reason())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "any, 0, 0 web ends the run: exit 0",
    "any, 3, 3 web ends the run: exit 3",
    "failure, 3, 3 web ends the run: exit 3",
    "failure, 0, ''",
    "skipped, 3, ''"
  })
  void exit_endsTheRun(String policy, int code, String end) {
    running(policy.equals("any") ? ANY : policy.equals("failure") ? FAILURE : SKIPPED);
    fixture.exits("web", code);
    assertEquals(end.isEmpty() ? List.of() : List.of(end), ends());
  }

  @Test
  void end_isPublishedBeforeTheChangeOfTheState() {
    running(ANY);
    List<ProcessEffect> effects = fixture.exits("web", 0);
    List<Class<?>> events =
        ProcessTableFixture.only(ProcessEffect.Publish.class, effects).stream()
            .<Class<?>>map(it -> it.event().getClass())
            .toList();
    assertTrue(
        events.indexOf(Event.RunEnded.class) < events.indexOf(Event.ProcessChanged.class),
        events::toString);
  }

  @Test
  void requestedStop_doesNotEndTheRun() {
    running(ANY);
    fixture.stop("web");
    fixture.completeStop("web");
    assertEquals(List.of(), ends());
  }

  @Test
  void exitThatIsFollowedByARestart_doesNotEndTheRun_butACrashLoopDoes() {
    fixture.register(
        spec("web").toBuilder()
            .exit(FAILURE)
            .restart(RestartPolicy.of(RestartPolicy.When.ALWAYS))
            .build());
    fixture.start("web");
    for (int i = 0; i < 10; i++) {
      fixture.spawned("web");
      fixture.exits("web", 7);
      assertEquals(List.of(), ends());
      fixture.timerFires(ProcessCommand.TimerPurpose.BACK_OFF);
      fixture.treeFoundEmpty("web");
    }
    fixture.spawned("web");
    fixture.exits("web", 7);
    assertEquals(List.of("7 web ends the run: exit 7"), ends());
  }

  @Test
  void processThatCannotBeSpawned_hasFailed() {
    fixture.register(spec("web").toBuilder().exit(FAILURE).build());
    fixture.start("web");
    fixture.step(new ProcessCommand.SpawnFailed(1, 1, "not found", "command not found: x"));
    assertEquals(List.of("127 web ends the run: command not found: x"), ends());
  }

  @ParameterizedTest
  @CsvSource({"skipped, true", "failure, false", "any, false"})
  void skippedProcess_endsTheRunOnlyIfToldSo(String policy, boolean ended) {
    ExitPolicy exit = policy.equals("skipped") ? SKIPPED : policy.equals("any") ? ANY : FAILURE;
    fixture.register(
        spec("web").toBuilder()
            .dependsOn(List.of(new Dependency("db", Condition.READY)))
            .exit(exit)
            .build(),
        spec("db"));
    fixture.start("web");
    fixture.spawned("db");
    fixture.exits("db", 1);
    assertEquals("needs db", fixture.label("web"));
    assertEquals(
        ended ? List.of("1 web ends the run: dependency db has failed: exit 1") : List.of(),
        ends());
  }
}
