package dev.brummer.engine.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.BuildEvent;
import dev.brummer.engine.event.Event.WatchEvent;
import dev.brummer.engine.event.RequestDetail;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The states of a process that reacts to edits.
class ReactionTrackerTest {
  private final ReactionTracker tracker = new ReactionTracker();

  @Test
  void processWithoutOutput_isSettled() {
    Reaction reaction = tracker.reaction(0, 5_000);
    assertTrue(reaction.settled());
    assertFalse(reaction.reacted());
  }

  @Test
  void build_isUnsettledUntilItEnds_howeverLongItIsSilent() {
    build(BuildEvent.Phase.STARTED, 1_000);
    assertFalse(tracker.reaction(900, 600_000).settled());
    build(BuildEvent.Phase.OK, 600_000);
    assertFalse(tracker.reaction(900, 600_500).settled());
    Reaction reaction = tracker.reaction(900, 601_000);
    assertTrue(reaction.settled());
    assertEquals(1_000, reaction.startedMillis());
    assertEquals(600_000, reaction.endedMillis());
  }

  @Test
  void reactionBeforeTheEdit_isNone() {
    build(BuildEvent.Phase.OK, 1_000);
    assertFalse(tracker.reaction(2_000, 5_000).reacted());
    assertTrue(tracker.reaction(500, 5_000).reacted());
  }

  @Test
  void restartedProgram_settlesWhenItHasBeenQuiet() {
    watch(WatchEvent.Step.CHANGED, 1_000);
    watch(WatchEvent.Step.RESTARTED, 1_100);
    line(2_000);
    assertFalse(tracker.reaction(900, 2_000 + ReactionTracker.STARTUP_QUIET_MILLIS - 1).settled());
    assertTrue(tracker.reaction(900, 2_000 + ReactionTracker.STARTUP_QUIET_MILLIS).settled());
  }

  @Test
  void buildThatFailsWithoutSayingThatItEnds_settlesWhenItHasBeenQuiet() {
    build(BuildEvent.Phase.STARTED, 1_000);
    line(1_500);
    tracker.on(new Event.ErrorDetected(1, 0, 1, "Error", "x", null, "x", 1_500));
    long quiet = 1_500 + ReactionTracker.STARTUP_QUIET_MILLIS;
    assertFalse(tracker.reaction(900, quiet - 1).settled());
    assertEquals(1_500, tracker.reaction(900, quiet).endedMillis());
    assertTrue(tracker.reaction(900, quiet).settled());

    build(BuildEvent.Phase.STARTED, 10_000);
    assertFalse(tracker.reaction(9_900, 60_000).settled());
  }

  @Test
  void noteOfBrummer_isNoOutput() {
    watch(WatchEvent.Step.RESTARTED, 1_000);
    tracker.on(new Event.LogLine(1, 0, 1, true, 2_000));
    assertTrue(tracker.reaction(900, 1_000 + ReactionTracker.STARTUP_QUIET_MILLIS).settled());
  }

  @Test
  void restartedProgramThatCrashes_settlesSoonerThanOneThatStarts() {
    watch(WatchEvent.Step.RESTARTED, 1_000);
    watch(WatchEvent.Step.FAILED, 1_300);
    assertTrue(tracker.reaction(900, 1_300 + ReactionTracker.QUIET_MILLIS).settled());
  }

  @Test
  void programThatPrintsAllTheTime_settlesNevertheless() {
    watch(WatchEvent.Step.OK, 1_000);
    for (long at = 1_000; at <= 10_000; at += 100) {
      line(at);
    }
    assertFalse(tracker.reaction(900, 1_000 + ReactionTracker.MAX_TRAIL_MILLIS - 1).settled());
    assertTrue(tracker.reaction(900, 10_000).settled());
  }

  @Test
  void programThatPrintsAllTheTimeAfterItsStart_settlesNevertheless() {
    tracker.on(new Event.ProcessStarted(1, "p", 1, 1, 1_000));
    for (long at = 1_000; at <= 20_000; at += 100) {
      line(at);
    }
    assertTrue(tracker.reaction(900, 20_050).settled());
  }

  @Test
  void stopByBrummer_isAReaction_untilTheProcessIsReadyAgain() {
    tracker.on(new Event.ProcessChanged(1, "p", "ready", "stopping", "restart", 1_000));
    assertFalse(tracker.reaction(900, 9_000).settled());
    tracker.on(new Event.ProcessStarted(1, "p", 1, 2, 9_000));
    tracker.on(new Event.ProcessChanged(1, "p", "running", "ready", "listens", 9_500));
    assertTrue(tracker.reaction(900, 9_500 + ReactionTracker.QUIET_MILLIS).settled());
  }

  @Test
  void codeThatAPageFetches_isFollowedByItsErrors() {
    watch(WatchEvent.Step.OK, 1_000);
    request(200, "text/javascript", 1_800, 150);
    assertFalse(tracker.reaction(900, 1_950 + ReactionTracker.QUIET_MILLIS - 1).settled());
    assertTrue(tracker.reaction(900, 1_950 + ReactionTracker.QUIET_MILLIS).settled());
  }

  @Test
  void otherRequests_areNoOutput() {
    watch(WatchEvent.Step.OK, 1_000);
    request(200, "application/json", 1_800, 150);
    request(304, "text/javascript", 1_800, 150);
    assertTrue(tracker.reaction(900, 1_000 + ReactionTracker.QUIET_MILLIS).settled());
  }

  private void request(int status, String contentType, long at, long millis) {
    tracker.on(
        new Event.RequestCompleted(
            1,
            1,
            "GET",
            "http://localhost:5173/src/App.jsx?t=1",
            status,
            contentType,
            0,
            100,
            TimeUnit.MILLISECONDS.toNanos(millis),
            0,
            0,
            false,
            "",
            "",
            RequestDetail.NONE,
            at));
  }

  private void line(long at) {
    tracker.on(new Event.LogLine(1, 0, 1, at));
  }

  private void build(BuildEvent.Phase phase, long at) {
    tracker.on(new BuildEvent(1, 0, phase, "tsc", "text", -1, 0, at));
  }

  private void watch(WatchEvent.Step phase, long at) {
    tracker.on(new WatchEvent(1, 0, phase, "nodemon", "text", at));
  }
}
