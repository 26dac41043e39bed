package dev.brummer.engine.fact;

import dev.brummer.engine.event.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which failed tests count as errors: those of the latest test run of each process. Confined to
/// one thread or lock.
public final class TestFailures {
  /// Keys of the failed tests by process.
  private final Map<Integer, Set<String>> failed = new HashMap<>();

  /// Number of the latest test run by process.
  private final Map<Integer, Integer> runs = new HashMap<>();

  /// The failed test as an error. Its fingerprint is [#key].
  public static Event.ErrorDetected errorOf(Event.TestFailed event) {
    return new Event.ErrorDetected(
        event.process(),
        event.line(),
        event.lines(),
        event.count() > 1 ? event.count() + " tests failed" : "test failed",
        event.test(),
        event.location(),
        key(event.process(), event.tool(), event.test()),
        event.atMillis());
  }

  /// Identifies a test of a process.
  public static String key(int process, String tool, String test) {
    return "test " + process + ' ' + tool + ' ' + test;
  }

  /// Records a failed test.
  public void add(Event.TestFailed event) {
    failed
        .computeIfAbsent(event.process(), _ -> new HashSet<>())
        .add(key(event.process(), event.tool(), event.test()));
  }

  /// Starts the test run of an event.
  ///
  /// @return keys of the failed tests of the run before; empty if the run goes on
  public Set<String> startRun(int process, int run) {
    Integer before = runs.put(process, run);
    if (before == null || before == run) {
      return Set.of();
    }
    Set<String> obsolete = failed.remove(process);
    return obsolete == null ? Set.of() : obsolete;
  }
}
