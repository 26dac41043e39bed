package dev.brummer.engine.fact;

import dev.brummer.engine.event.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// Distinct errors by fingerprint. Bounded: the least recently seen one is dropped. Confined to the
/// lock of its ledger.
final class ErrorFacts {
  private static final int MAX_ERRORS = 1_000;

  /// Least recently seen first.
  private final LinkedHashMap<String, ErrorFact> facts = new LinkedHashMap<>(64, 0.75f, true);

  private final TestFailures tests = new TestFailures();
  private int lastId;

  void add(Event.ErrorDetected event, ErrorFact.Kind kind, long sequence) {
    ErrorFact known = facts.get(event.fingerprint());
    if (known == null) {
      facts.put(
          event.fingerprint(),
          new ErrorFact(
              "e" + ++lastId, kind, event, event.count(), sequence, sequence, 0, event.atMillis()));
      if (facts.size() > MAX_ERRORS) {
        facts.pollFirstEntry();
      }
    } else {
      facts.put(
          event.fingerprint(),
          new ErrorFact(
              known.id(),
              kind,
              event,
              known.count() + event.count(),
              known.isHealed() ? sequence : known.firstSequence(),
              sequence,
              0,
              known.firstMillis()));
    }
  }

  void add(Event.ErrorDetected event, long sequence) {
    boolean browser = event.source() == Event.ErrorDetected.Source.BROWSER;
    add(event, browser ? ErrorFact.Kind.BROWSER : ErrorFact.Kind.ERROR, sequence);
  }

  void add(Event.TestFailed event, long sequence) {
    startTestRun(event.process(), event.run(), sequence);
    Event.ErrorDetected error = TestFailures.errorOf(event);
    ErrorFact known = event.count() == 0 ? facts.get(error.fingerprint()) : null;
    if (known == null) {
      tests.add(event);
      add(error, ErrorFact.Kind.TEST, sequence);
    } else {
      facts.put(
          error.fingerprint(),
          new ErrorFact(
              known.id(),
              known.kind(),
              error,
              known.count(),
              known.firstSequence(),
              known.lastSequence(),
              known.healedSequence(),
              known.firstMillis()));
    }
  }

  void testPassed(Event.TestPassed event, long sequence) {
    startTestRun(event.process(), event.run(), sequence);
    heal(TestFailures.key(event.process(), event.tool(), event.test()), sequence);
  }

  private void startTestRun(int process, int run, long sequence) {
    tests.startRun(process, run).forEach(key -> heal(key, sequence));
  }

  /// Heals the errors of a process that have not occurred since a fact. Failed tests are left to
  /// the next test run.
  void healBefore(int process, long since, long sequence) {
    for (ErrorFact fact : List.copyOf(facts.values())) {
      if (fact.process() == process
          && fact.lastSequence() < since
          && fact.kind() != ErrorFact.Kind.TEST) {
        heal(fact.occurrence().fingerprint(), sequence);
      }
    }
  }

  private void heal(String key, long sequence) {
    ErrorFact known = facts.get(key);
    if (known != null && !known.isHealed()) {
      facts.put(
          key,
          new ErrorFact(
              known.id(),
              known.kind(),
              known.occurrence(),
              known.count(),
              known.firstSequence(),
              known.lastSequence(),
              sequence,
              known.firstMillis()));
    }
  }

  /// Newest first. A failed build is left out if errors explain it.
  List<ErrorFact> all() {
    Set<String> explained = new HashSet<>();
    for (ErrorFact fact : facts.values()) {
      if (fact.kind() != ErrorFact.Kind.BUILD && fact.kind() != ErrorFact.Kind.TEST) {
        explained.add(cycle(fact));
      }
    }
    List<ErrorFact> all = new ArrayList<>(facts.values());
    all.removeIf(it -> it.kind() == ErrorFact.Kind.BUILD && explained.contains(cycle(it)));
    all.sort((a, b) -> Long.compare(b.lastSequence(), a.lastSequence()));
    return all;
  }

  /// The errors of a process that stand, or that one event has healed, have this in common.
  private static String cycle(ErrorFact fact) {
    return fact.process() + " " + fact.healedSequence();
  }
}
