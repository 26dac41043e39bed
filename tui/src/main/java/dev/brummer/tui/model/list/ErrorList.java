package dev.brummer.tui.model.list;

import dev.brummer.engine.event.Event;
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

  private final TreeSet<Long> lines = new TreeSet<>();
  private long evicted;
  private @Nullable List<ErrorRow> newestFirst;

  public void add(Event.ErrorDetected event) {
    ErrorRow row = rows.get(event.fingerprint());
    if (row == null) {
      rows.put(event.fingerprint(), new ErrorRow(event));
      if (rows.size() > MAX_ERRORS) {
        rows.pollFirstEntry();
        evicted++;
      }
    } else {
      row.repeat(event);
    }
    lines.add(event.line());
    if (lines.size() > MAX_LINES) {
      lines.pollFirst();
    }
    newestFirst = null;
  }

  /// A failed test is listed as an error.
  public void add(Event.TestFailed event) {
    add(
        new Event.ErrorDetected(
            event.process(),
            event.line(),
            1,
            event.count() > 1 ? event.count() + " tests failed" : "test failed",
            event.test(),
            null,
            key(event.process(), event.tool(), event.test()),
            event.atMillis()));
  }

  /// Removes a failed test that passes now.
  public void testPassed(Event.TestPassed event) {
    if (rows.remove(key(event.process(), event.tool(), event.test())) != null) {
      newestFirst = null;
    }
  }

  private static String key(int process, String tool, String test) {
    return "test " + process + ' ' + tool + ' ' + test;
  }

  public List<ErrorRow> rows() {
    List<ErrorRow> all = newestFirst;
    if (all == null) {
      all = List.copyOf(new ArrayList<>(rows.values()).reversed());
      newestFirst = all;
    }
    return all;
  }

  /// The newest error of a process, null if it has none.
  public @Nullable ErrorRow newestOf(int process) {
    for (ErrorRow row : rows()) {
      if (row.process() == process) {
        return row;
      }
    }
    return null;
  }

  /// Number of distinct errors.
  public int size() {
    return rows.size();
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
