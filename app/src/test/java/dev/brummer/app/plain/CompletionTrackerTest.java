package dev.brummer.app.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.plain.CompletionTracker.Policy;
import dev.brummer.engine.process.ProcessEnd;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// End and exit code of a run: options of the command line beside exit policies of processes.
final class CompletionTrackerTest {
  private static ProcessEnd exit(int code) {
    return new ProcessEnd(code, code != 0, false);
  }

  private static ProcessEnd stopped() {
    return new ProcessEnd(143, false, true);
  }

  private static CompletionTracker tracker(String until, String success) {
    return new CompletionTracker(
        new Policy(until, success, false), new HashSet<>(Set.of("a", "b", "c")));
  }

  @ParameterizedTest
  @CsvSource({"all,all,3", "all,first,0", "all,last,7", "all,b,3", "all,c,7"})
  void withoutExitPolicy_theOptionsCount(String until, String success, int code) {
    CompletionTracker tracker = tracker(until, success);

    assertFalse(tracker.recordEnd("a", exit(0)));
    assertFalse(tracker.recordEnd("b", exit(3)));
    assertFalse(tracker.recordEnd("c", exit(7)));

    assertTrue(tracker.isFinished());
    assertEquals(code, tracker.exitCode());
  }

  @ParameterizedTest
  @CsvSource({"all,all", "all,first", "all,last", "all,a", "any,all", "a,a", "c,c"})
  void exitPolicy_precedesUntilAndSuccess(String until, String success) {
    CompletionTracker tracker = tracker(until, success);

    assertTrue(tracker.endRun(5));
    assertFalse(tracker.recordEnd("b", exit(5)));
    assertFalse(tracker.recordEnd("a", stopped()));
    assertFalse(tracker.isFinished());
    assertFalse(tracker.recordEnd("c", exit(9)));

    assertTrue(tracker.isFinished());
    assertEquals(5, tracker.exitCode());
  }

  @Test
  void firstOfSeveralExitPolicies_counts() {
    CompletionTracker tracker = tracker("all", "all");

    assertTrue(tracker.endRun(0));
    assertFalse(tracker.endRun(4));
    tracker.recordEnd("a", exit(0));
    tracker.recordEnd("b", exit(4));
    tracker.recordEnd("c", stopped());

    assertEquals(0, tracker.exitCode());
  }

  @Test
  void exitPolicyAfterUntil_determinesTheCode_andStopsNothingTwice() {
    CompletionTracker tracker = tracker("any", "all");

    assertTrue(tracker.recordEnd("a", exit(2)));
    assertFalse(tracker.endRun(6));
    tracker.recordEnd("b", exit(6));
    tracker.recordEnd("c", stopped());

    assertEquals(6, tracker.exitCode());
  }
}
