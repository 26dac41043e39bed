package dev.brummer.tui.model.list;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.fact.HealingTracker;
import dev.brummer.engine.fact.TestFailures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Distinct errors, newest first, and the log lines where errors start. Bounded: the least recently
/// seen error is evicted first, and counted.
public final class ErrorList {
  private static final int MAX_ERRORS = 1000;
  private static final int MAX_LINES = 20_000;

  /// By fingerprint, least recently seen first.
  private final LinkedHashMap<String, ErrorRow> rows = new LinkedHashMap<>(64, 0.75f, true);

  private final TestFailures tests = new TestFailures();
  private final HealingTracker healing = new HealingTracker();

  /// Number of events so far.
  private long events;

  private final TreeSet<Long> lines = new TreeSet<>();
  private long evicted;
  private boolean unseen;
  private @Nullable List<ErrorRow> newestFirst;

  public void add(Event.ErrorDetected event) {
    add(event, false);
  }

  private void add(Event.ErrorDetected event, boolean test) {
    unseen = true;
    events++;
    ErrorRow row = rows.get(event.fingerprint());
    if (row == null) {
      rows.put(event.fingerprint(), new ErrorRow(event, test, events));
      if (rows.size() > MAX_ERRORS) {
        rows.pollFirstEntry();
        evicted++;
      }
    } else {
      row.repeat(event, events);
    }
    lines.add(event.line());
    if (lines.size() > MAX_LINES) {
      lines.pollFirst();
    }
    newestFirst = null;
  }

  /// Marks the errors as healed that a start, restart, build or hot update of a process has ended.
  /// Failed tests are left to the next test run.
  public void heal(int process, Event event) {
    long before = healing.healedBefore(event, ++events);
    if (before > 0) {
      rows.values().stream()
          .filter(row -> row.process() == process && !row.isTest())
          .forEach(row -> row.healBefore(before));
    }
  }

  /// Lists a failed test as an error, or adds details to one that is listed.
  public void add(Event.TestFailed event) {
    startTestRun(event.process(), event.run());
    Event.ErrorDetected error = TestFailures.errorOf(event);
    ErrorRow known = event.count() == 0 ? rows.get(error.fingerprint()) : null;
    if (known == null) {
      tests.add(event);
      add(error, true);
    } else {
      known.replace(error);
      newestFirst = null;
    }
  }

  /// Removes a failed test that passes now.
  public void testPassed(Event.TestPassed event) {
    startTestRun(event.process(), event.run());
    if (rows.remove(TestFailures.key(event.process(), event.tool(), event.test())) != null) {
      newestFirst = null;
    }
  }

  /// Removes the failed tests of the run before.
  private void startTestRun(int process, int run) {
    if (rows.keySet().removeAll(tests.startRun(process, run))) {
      newestFirst = null;
    }
  }

  /// Hides an error until it occurs again.
  public void acknowledge(ErrorRow row) {
    row.acknowledge();
    newestFirst = null;
  }

  /// Hides all errors until they occur again.
  public void acknowledgeAll() {
    rows.values().forEach(ErrorRow::acknowledge);
    newestFirst = null;
  }

  /// The errors that are not acknowledged.
  public List<ErrorRow> rows() {
    List<ErrorRow> all = newestFirst;
    if (all == null) {
      List<ErrorRow> shown = new ArrayList<>(rows.values());
      shown.removeIf(ErrorRow::isAcknowledged);
      all = List.copyOf(shown.reversed());
      newestFirst = all;
    }
    return all;
  }

  /// The newest error of a process that is not healed, null if it has none.
  public @Nullable ErrorRow newestOf(int process) {
    for (ErrorRow row : rows()) {
      if (row.process() == process && !row.isHealed()) {
        return row;
      }
    }
    return null;
  }

  /// Whether errors have occurred since the last call.
  public boolean pollUnseen() {
    boolean news = unseen;
    unseen = false;
    return news;
  }

  /// Number of distinct errors that are not acknowledged.
  public int size() {
    return rows().size();
  }

  /// Number of distinct errors that are neither acknowledged nor healed.
  public int open() {
    int open = 0;
    for (ErrorRow row : rows()) {
      open += row.isHealed() ? 0 : 1;
    }
    return open;
  }

  /// Number of distinct errors that are acknowledged.
  public int acknowledged() {
    return rows.size() - size();
  }

  /// Number of evicted errors.
  public long evicted() {
    return evicted;
  }

  /// The line where the next error after a line starts, or -1.
  public long after(long line) {
    Long next = lines.higher(line);
    return next == null ? -1 : next;
  }

  /// The line where the last error before a line starts, or -1.
  public long before(long line) {
    Long previous = lines.lower(line);
    return previous == null ? -1 : previous;
  }

  /// Whether an error starts at this line.
  public boolean startsAt(long line) {
    return !lines.isEmpty() && lines.contains(line);
  }
}
