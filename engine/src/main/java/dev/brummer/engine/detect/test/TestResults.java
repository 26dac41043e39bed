package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.event.Event;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// Test results of one process in the current test run. Named tests are published one by one; of a
/// total, only the part that was not named. A test that a report repeats is counted once.
final class TestResults {
  private static final int MAX_NAMES = 10_000;

  private final Set<String> failures = new HashSet<>();
  private int passed;
  private int failed;
  private Consumer<Event> found = event -> {};

  void publishTo(Consumer<Event> found) {
    this.found = found;
  }

  void passed(ScannedLine line, String tool, String test) {
    passed++;
    publishPassed(line, tool, test, 1);
  }

  void passed(ScannedLine line, String tool, String test, int count) {
    if (count > 0) {
      passed += count;
      publishPassed(line, tool, test, count);
    }
  }

  void failed(ScannedLine line, String tool, String test) {
    if (failures.size() < MAX_NAMES && failures.add(test)) {
      failed++;
      publishFailed(line, tool, test, 1);
    }
  }

  /// Publishes the part of the totals that was not named, and starts a new test run.
  void reportTotals(ScannedLine line, String tool, String summary, int allPassed, int allFailed) {
    if (allFailed > failed) {
      publishFailed(line, tool, summary, allFailed - failed);
    }
    if (allPassed > passed) {
      publishPassed(line, tool, summary, allPassed - passed);
    }
    reset();
  }

  void reset() {
    failures.clear();
    passed = 0;
    failed = 0;
  }

  private void publishPassed(ScannedLine line, String tool, String test, int count) {
    found.accept(
        new Event.TestPassed(line.process(), line.number(), tool, test, count, line.atMillis()));
  }

  private void publishFailed(ScannedLine line, String tool, String test, int count) {
    found.accept(
        new Event.TestFailed(line.process(), line.number(), tool, test, count, line.atMillis()));
  }
}
