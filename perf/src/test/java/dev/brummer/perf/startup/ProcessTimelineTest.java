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
    ProcessTimeline track = inferred();
    track.started(10 * SECOND);
    track.used(new Usage(300, 5_000_000, 2), 11 * SECOND);
    track.ready(12 * SECOND, "listens on :1");
    track.used(new Usage(400, 9_000_000, 2), 12 * SECOND);
    track.used(new Usage(900, 7_000_000, 2), 15 * SECOND);
    track.stopping(20 * SECOND);
    track.ended(21 * SECOND);
    ProcessStartup arrival =
        track.arrival(
            info(RUNNING), new StartupOutcome.Ready("listens on :1"), 9 * SECOND, List.of());
    assertEquals(1, arrival.started());
    assertEquals(3, arrival.there());
    assertEquals(2, arrival.own());
    assertEquals(0.4, arrival.cpuSeconds());
    assertEquals(9_000_000, arrival.peakBytes());
    assertEquals(1, arrival.stopSeconds());
    assertEquals(ProcessStartup.NEVER, arrival.ended(), "it did not end by itself");
  }

  @Test
  void undeclared_restingForLong_isNotWaitedFor_unlessSomebodyNeedsIt() {
    ProcessTimeline track = inferred();
    track.started(0);
    track.used(new Usage(4_000, 1, 1), SECOND);
    track.used(new Usage(4_100, 1, 1), 5 * SECOND);
    assertFalse(track.settled(RUNNING, false, 5 * SECOND));
    assertTrue(track.settled(RUNNING, false, 6 * SECOND));
    assertFalse(track.settled(RUNNING, true, 6 * SECOND));
    assertEquals(new StartupOutcome.Runs(), track.outcome(RUNNING, false, 6 * SECOND));
  }

  @Test
  void undeclared_stillAtWork_isWaitedFor() {
    ProcessTimeline track = inferred();
    track.started(0);
    for (int second = 1; second < 20; second++) {
      track.used(new Usage(100L * second, 1, 1), second * SECOND);
      assertFalse(track.settled(RUNNING, false, second * SECOND), "second " + second);
    }
    assertEquals(new StartupOutcome.Late("running"), track.outcome(RUNNING, false, 20 * SECOND));
  }

  @Test
  void declared_isWaitedForHoweverLongItRests() {
    ProcessTimeline track =
        new ProcessTimeline(new ReadinessProbe.Log(Pattern.compile("up")), true);
    track.started(0);
    track.used(new Usage(10, 1, 1), SECOND);
    assertFalse(track.settled(RUNNING, false, 50 * SECOND));
    assertEquals(new StartupOutcome.Late("running"), track.outcome(RUNNING, false, 60 * SECOND));
    assertEquals(new StartupOutcome.Cut("running"), track.outcome(RUNNING, true, 60 * SECOND));
  }

  @Test
  void knownNotToComeUp_isNotWaitedForAgain_butIsSeenWhenItDoes() {
    ProcessTimeline track =
        new ProcessTimeline(new ReadinessProbe.Log(Pattern.compile("up")), false);
    track.started(0);
    assertFalse(track.settled(new ProcessState.Starting(), false, SECOND));
    assertTrue(track.settled(RUNNING, false, SECOND));
    track.ready(SECOND, "printed \"up\"");
    assertEquals(
        new StartupOutcome.Ready("printed \"up\""),
        track.outcome(new ProcessState.Ready(""), false, SECOND));
  }

  @Test
  void restarted_isThereWhenItIsReadyAtLast() {
    ProcessTimeline track = inferred();
    track.started(SECOND);
    track.ended(2 * SECOND);
    assertFalse(track.settled(new ProcessState.BackingOff(1, 0), false, 2 * SECOND));
    track.started(3 * SECOND);
    track.ready(4 * SECOND, "listens on :1");
    ProcessStartup arrival =
        track.arrival(info(RUNNING), new StartupOutcome.Ready(""), 0, List.of());
    assertEquals(1, arrival.started());
    assertEquals(4, arrival.there());
    assertEquals(ProcessStartup.NEVER, arrival.ended());
  }
}
