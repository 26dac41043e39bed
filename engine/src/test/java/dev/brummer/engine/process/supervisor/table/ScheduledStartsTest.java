package dev.brummer.engine.process.supervisor.table;

import static dev.brummer.engine.process.supervisor.table.ProcessTableFixture.spec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.Schedule;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Starts at the times of a schedule. The clock of the fixture starts at 100 s.
final class ScheduledStartsTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  private final ProcessTableFixture fixture = new ProcessTableFixture();
  private ProcessEffect.@Nullable AwaitSchedule awaited;

  private static ProcessSpec job(Schedule.Trigger trigger, boolean runOnStart) {
    return spec("job").toBuilder().schedule(new Schedule(trigger, runOnStart)).build();
  }

  private static ProcessSpec everyTenMinutes() {
    return job(new Schedule.Trigger.Every(Duration.ofMinutes(10)), false);
  }

  private void start(ProcessSpec job) {
    fixture.register(job);
    fixture.start("job");
    remember();
  }

  private void remember() {
    List<ProcessEffect.AwaitSchedule> all = fixture.last(ProcessEffect.AwaitSchedule.class);
    awaited = all.isEmpty() ? awaited : all.getLast();
  }

  /// Lets the current part of the wait end after the clock has moved by `millis`.
  private void wakesUpAfter(long millis) {
    fixture.later(millis - 1);
    ProcessEffect.AwaitSchedule wait = Objects.requireNonNull(awaited);
    fixture.step(new ProcessCommand.ScheduleDue(wait.id(), wait.version()));
    remember();
  }

  /// Wakes up as timers do until the process starts.
  private long untilStart() {
    long before = fixture.now();
    for (int i = 0; i < 10_000; i++) {
      wakesUpAfter(Math.max(1, Objects.requireNonNull(awaited).millis()));
      if (!fixture.starts().isEmpty()) {
        return fixture.now() - before;
      }
    }
    throw new AssertionError("no start");
  }

  private void runs(int code) {
    fixture.spawned("job");
    fixture.exits("job", code);
  }

  private String described() {
    return ((ProcessState.Scheduled) fixture.info("job").state())
        .describe(fixture.now(), ZoneOffset.UTC);
  }

  @Test
  void start_waitsForTheFirstTime() {
    start(everyTenMinutes());

    assertEquals(List.of(), fixture.starts());
    assertEquals("scheduled", fixture.label("job"));
    assertEquals("waits until 00:11:40", described());
    assertEquals(10 * MINUTE, untilStart());
    assertEquals(List.of("job"), fixture.starts());
  }

  @Test
  void cron_startsAtItsTime() {
    start(job(new Schedule.Trigger.Cron("30 14 * * *", ZoneOffset.UTC), false));

    assertEquals("waits until 14:30", described());
    untilStart();

    assertEquals(14 * HOUR + 30 * MINUTE, fixture.now());
  }

  @Test
  void runOnStart_runsAtOnce_thenAtItsTimes() {
    start(job(new Schedule.Trigger.Every(Duration.ofMinutes(10)), true));
    assertEquals(List.of("job"), fixture.starts());

    runs(0);

    assertEquals("scheduled", fixture.label("job"));
    untilStart();
    assertEquals(2, fixture.info("job").runNumber());
  }

  @Test
  void runs_keepTheirRhythm_andTheirResults() {
    start(everyTenMinutes());
    for (int run = 1; run <= 3; run++) {
      untilStart();
      runs(run - 1);
      assertTrue(
          described().endsWith(run == 1 ? "last run: done" : "last run: exit " + (run - 1)),
          described());
    }
    assertEquals(100_004 + 30 * MINUTE, fixture.now());
  }

  @Test
  void startWhileARunIsInProgress_isSkipped_andSaidOnce() {
    start(everyTenMinutes());
    untilStart();
    fixture.spawned("job");

    wakesUpAfter(10 * MINUTE);
    assertEquals(List.of("scheduled start skipped: run 1 is still in progress"), fixture.notes());
    wakesUpAfter(10 * MINUTE);
    assertEquals(List.of(), fixture.notes());

    fixture.exits("job", 0);
    untilStart();
    assertEquals(2, fixture.info("job").runNumber());
  }

  @Test
  void suspendedMachine_makesUpForManyTimesWithOneStart() {
    start(everyTenMinutes());

    wakesUpAfter(8 * HOUR);
    assertEquals(List.of("job"), fixture.starts());
    runs(0);

    assertEquals(10 * MINUTE - 2, untilStart());
  }

  @Test
  void clockThatGoesBack_doesNotProlongTheWait() {
    start(everyTenMinutes());
    wakesUpAfter(MINUTE);

    fixture.now -= 5 * HOUR;
    wakesUpAfter(MINUTE);

    assertEquals(10 * MINUTE, untilStart());
  }

  @Test
  void clockThatGoesForward_isNoticedWithinAMinute() {
    start(job(new Schedule.Trigger.Cron("0 12 * * *", ZoneOffset.UTC), false));

    assertEquals(MINUTE, Objects.requireNonNull(awaited).millis());
    wakesUpAfter(13 * HOUR);

    assertEquals(List.of("job"), fixture.starts());
  }

  @Test
  void start_ofAWaitingProcess_runsItAtOnce_andKeepsTheSchedule() {
    start(everyTenMinutes());

    fixture.start("job");
    assertEquals(List.of("job"), fixture.starts());
    runs(0);

    assertEquals("scheduled", fixture.label("job"));
    untilStart();
  }

  @Test
  void restart_ofAWaitingProcess_runsItAtOnce() {
    start(everyTenMinutes());

    fixture.step(new ProcessCommand.Restart(1));

    assertEquals(List.of("job"), fixture.starts());
  }

  @Test
  void restart_ofARunningProcess_keepsTheSchedule() {
    start(everyTenMinutes());
    untilStart();
    fixture.spawned("job");

    fixture.step(new ProcessCommand.Restart(1));
    fixture.completeStop("job");
    assertEquals(List.of("job"), fixture.starts());
    runs(0);

    assertEquals("scheduled", fixture.label("job"));
  }

  @Test
  void stop_endsTheSchedule_untilTheNextStart() {
    start(everyTenMinutes());

    fixture.stop("job");
    assertEquals("stopped", fixture.label("job"));
    wakesUpAfter(HOUR);
    assertEquals(List.of(), fixture.starts());

    fixture.start("job");
    remember();
    assertEquals("scheduled", fixture.label("job"));
    untilStart();
  }

  @Test
  void stop_ofARun_endsTheSchedule() {
    start(everyTenMinutes());
    untilStart();
    fixture.spawned("job");

    fixture.stop("job");
    fixture.completeStop("job");

    assertEquals("stopped", fixture.label("job"));
  }

  @Test
  void shutDown_endsTheWait() {
    start(everyTenMinutes());

    fixture.step(new ProcessCommand.ShutDown());

    assertEquals("stopped", fixture.label("job"));
    assertTrue(fixture.table.isShutDown());
    wakesUpAfter(HOUR);
    assertEquals(List.of(), fixture.starts());
  }

  @Test
  void removedProcess_startsNoMore() {
    start(everyTenMinutes());

    fixture.step(new ProcessCommand.Remove(1, ""));
    assertEquals(1, fixture.last(ProcessEffect.Forget.class).size());
    wakesUpAfter(HOUR);

    assertEquals(List.of(), fixture.starts());
  }

  @Test
  void changedSchedule_replacesTheWait() {
    start(everyTenMinutes());

    fixture.step(
        new ProcessCommand.Redefine(
            1, job(new Schedule.Trigger.Every(Duration.ofMinutes(1)), false), ""));
    remember();

    assertEquals(MINUTE, untilStart());
  }

  @Test
  void scheduleThatIsTakenAway_endsTheWait() {
    start(everyTenMinutes());

    fixture.step(new ProcessCommand.Redefine(1, spec("job"), ""));

    assertEquals("idle", fixture.label("job"));
    wakesUpAfter(HOUR);
    assertEquals(List.of(), fixture.starts());
  }

  @Test
  void dependency_runsAtOnce_andItsResultCounts() {
    fixture.register(
        everyTenMinutes(),
        ProcessTableFixture.needing("web", Dependency.Condition.COMPLETED, "job"));

    fixture.start("web");
    assertEquals(List.of("job"), fixture.starts());
    runs(0);

    assertEquals(List.of("web"), fixture.starts());
    assertEquals("scheduled", fixture.label("job"));
  }
}
