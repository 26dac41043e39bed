package dev.brummer.perf.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.supervisor.ProcessTreeMeter.Usage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ProcessTimelineTest {
  private static final long SECOND = 1_000_000_000L;
  private static final ProcessState RUNNING = new ProcessState.Running();

  private static ProcessInfo info(ProcessState state) {
    ProcessSpec spec =
        new ProcessSpec(
            "web", "", List.of("web"), Path.of("/"), Map.of(), true, ProcessSpec.DEFAULT_GRACE);
    return new ProcessInfo(1, spec, state, 1, 7, 0, 0, ProcessInfo.Resources.NONE);
  }

  private static ProcessTimeline inferred() {
    return new ProcessTimeline(ReadinessProbe.INFERRED, true);
  }

  @Test
  void times_areSinceTheRoundBegan_andCpuIsWhatItTookUntilReady() {
    ProcessTimeline timeline = inferred();
    timeline.onStarted(10 * SECOND);
    timeline.onUsage(new Usage(300, 5_000_000, 2), 11 * SECOND);
    timeline.onReady(12 * SECOND, "listens on :1");
    timeline.onUsage(new Usage(400, 9_000_000, 2), 12 * SECOND);
    timeline.onUsage(new Usage(900, 7_000_000, 2), 15 * SECOND);
    timeline.onStopping(20 * SECOND);
    timeline.onEnded(21 * SECOND);
    ProcessStartupTimes processStartup =
        timeline.toStartup(
            info(RUNNING), new StartupOutcome.Ready("listens on :1"), 9 * SECOND, List.of());
    assertEquals(1, processStartup.started());
    assertEquals(3, processStartup.upAt());
    assertEquals(2, processStartup.ownSeconds());
    assertEquals(0.4, processStartup.cpuSeconds());
    assertEquals(9_000_000, processStartup.peakBytes());
    assertEquals(1, processStartup.stopSeconds());
    assertEquals(ProcessStartupTimes.NEVER, processStartup.ended(), "it did not end by itself");
  }

  @Test
  void undeclared_restingForLong_isNotWaitedFor_unlessSomebodyNeedsIt() {
    ProcessTimeline timeline = inferred();
    timeline.onStarted(0);
    timeline.onUsage(new Usage(4_000, 1, 1), SECOND);
    timeline.onUsage(new Usage(4_100, 1, 1), 5 * SECOND);
    assertFalse(timeline.isSettled(RUNNING, false, 5 * SECOND));
    assertTrue(timeline.isSettled(RUNNING, false, 6 * SECOND));
    assertFalse(timeline.isSettled(RUNNING, true, 6 * SECOND));
    assertEquals(new StartupOutcome.Running(), timeline.outcome(RUNNING, false, 6 * SECOND));
  }

  @Test
  void undeclared_stillAtWork_isWaitedFor() {
    ProcessTimeline timeline = inferred();
    timeline.onStarted(0);
    for (int second = 1; second < 20; second++) {
      timeline.onUsage(new Usage(100L * second, 1, 1), second * SECOND);
      assertFalse(timeline.isSettled(RUNNING, false, second * SECOND), "second " + second);
    }
    assertEquals(
        new StartupOutcome.TimedOut("running"), timeline.outcome(RUNNING, false, 20 * SECOND));
  }

  @Test
  void declared_isWaitedForHoweverLongItRests() {
    ProcessTimeline timeline =
        new ProcessTimeline(new ReadinessProbe.Log(Pattern.compile("up")), true);
    timeline.onStarted(0);
    timeline.onUsage(new Usage(10, 1, 1), SECOND);
    assertFalse(timeline.isSettled(RUNNING, false, 50 * SECOND));
    assertEquals(
        new StartupOutcome.TimedOut("running"), timeline.outcome(RUNNING, false, 60 * SECOND));
    assertEquals(
        new StartupOutcome.Interrupted("running"), timeline.outcome(RUNNING, true, 60 * SECOND));
  }

  @Test
  void knownNotToComeUp_isNotWaitedForAgain_butIsSeenWhenItDoes() {
    ProcessTimeline timeline =
        new ProcessTimeline(new ReadinessProbe.Log(Pattern.compile("up")), false);
    timeline.onStarted(0);
    assertFalse(timeline.isSettled(new ProcessState.Starting(), false, SECOND));
    assertTrue(timeline.isSettled(RUNNING, false, SECOND));
    timeline.onReady(SECOND, "printed \"up\"");
    assertEquals(
        new StartupOutcome.Ready("printed \"up\""),
        timeline.outcome(new ProcessState.Ready(""), false, SECOND));
  }

  @Test
  void restarted_isThereWhenItIsReadyAtLast() {
    ProcessTimeline timeline = inferred();
    timeline.onStarted(SECOND);
    timeline.onEnded(2 * SECOND);
    assertFalse(timeline.isSettled(new ProcessState.BackingOff(1, 0), false, 2 * SECOND));
    timeline.onStarted(3 * SECOND);
    timeline.onReady(4 * SECOND, "listens on :1");
    ProcessStartupTimes processStartup =
        timeline.toStartup(info(RUNNING), new StartupOutcome.Ready(""), 0, List.of());
    assertEquals(1, processStartup.started());
    assertEquals(4, processStartup.upAt());
    assertEquals(ProcessStartupTimes.NEVER, processStartup.ended());
  }
}
