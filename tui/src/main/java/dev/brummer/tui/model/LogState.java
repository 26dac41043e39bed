package dev.brummer.tui.model;

import dev.brummer.engine.log.Folding;
import dev.brummer.engine.log.Level;
import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What of the log is shown and where one stands in it.
///
/// Following, the newest lines are shown and there is no cursor. Otherwise `top` is the first line
/// in view and `cursor` the selected one; both are line numbers, so new lines move nothing.
public final class LogState {
  private static final Level[] LEVELS = {Level.NONE, Level.INFO, Level.WARN, Level.ERROR};
  private static final int WHEEL_LINES = 3;
  private static final int BOOKMARKS = 10_000;

  /// How the time of a line is shown.
  public enum Times {
    CLOCK,
    AGO,
    OFF
  }

  private boolean follow = true;
  private boolean raw;
  private boolean wrap;
  private Times times = Times.CLOCK;
  private Level minimum = Level.NONE;
  private int only;
  private Folding folding = Folding.OFF;
  private String filter = "";
  private @Nullable String filterProblem;
  private long clearedBefore;
  private long top;
  private long cursor;
  private long mark = -1;
  private final TreeSet<Long> marked = new TreeSet<>();
  private final BitSet muted = new BitSet();
  private @Nullable LogQuery query;

  /// What was painted last: the page that Page Up means.
  private long firstShown;

  private long lastShown;
  private int rowsShown = 1;

  public boolean follow() {
    return follow;
  }

  public boolean wrap() {
    return wrap;
  }

  public Times times() {
    return times;
  }

  public Level minimum() {
    return minimum;
  }

  /// The process whose log alone is shown, 0 for all.
  public int only() {
    return only;
  }

  public String filter() {
    return filter;
  }

  /// What is wrong with the filter in a few words, or null; known after [#query].
  public @Nullable String filterProblem() {
    return filterProblem;
  }

  public Folding folding() {
    return folding;
  }

  /// Leaves out repeats, then also those that differ in numbers, then none.
  public void nextFolding() {
    folding = Folding.values()[(folding.ordinal() + 1) % Folding.values().length];
    changed();
  }

  public long clearedBefore() {
    return clearedBefore;
  }

  public long top() {
    return top;
  }

  public long cursor() {
    return cursor;
  }

  /// Whether a line is selected: the cursor's, or all up to the mark.
  public boolean selected(long line) {
    return !follow
        && (mark < 0
            ? line == cursor
            : line >= Math.min(mark, cursor) && line <= Math.max(mark, cursor));
  }

  public boolean selecting() {
    return mark >= 0;
  }

  public long selectionStart() {
    return mark < 0 ? cursor : Math.min(mark, cursor);
  }

  public long selectionEnd() {
    return mark < 0 ? cursor : Math.max(mark, cursor);
  }

  /// What the shown lines have in common.
  ///
  /// @param processes all that there are
  public LogQuery query(List<ProcessRow> processes) {
    LogQuery made = query;
    if (made == null) {
      Filter rules = Filter.of(filter, name -> named(processes, name));
      filterProblem = rules.problem();
      BitSet wanted = wanted(processes.size(), rules.processes());
      made = new LogQuery(wanted, minimum, null, rules.rules()).with(folding);
      query = made;
    }
    return made;
  }

  private @Nullable BitSet wanted(int processes, @Nullable BitSet filtered) {
    if (only == 0 && muted.isEmpty()) {
      return filtered;
    }
    BitSet wanted = new BitSet();
    if (only != 0) {
      wanted.set(only);
    } else {
      wanted.set(0, processes + 1);
      wanted.andNot(muted);
    }
    if (filtered != null) {
      wanted.and(filtered);
    }
    return wanted;
  }

  /// The process of that name, else all whose names begin so.
  private static BitSet named(List<ProcessRow> processes, String name) {
    BitSet ids = new BitSet();
    processes.stream().filter(row -> row.name().equals(name)).forEach(row -> ids.set(row.id()));
    if (ids.isEmpty()) {
      processes.stream()
          .filter(row -> row.name().startsWith(name))
          .forEach(row -> ids.set(row.id()));
    }
    return ids;
  }

  /// The processes have changed: a query made before may miss one.
  void changed() {
    query = null;
  }

  boolean toggleMuted(int process) {
    muted.flip(process);
    changed();
    return muted.get(process);
  }

  boolean muted(int process) {
    return muted.get(process);
  }

  /// Mutes all others, or nobody if that is so already.
  void solo(int process, int processes) {
    BitSet others = new BitSet();
    others.set(1, processes + 1);
    others.clear(process);
    boolean already = muted.equals(others);
    muted.clear();
    if (!already) {
      muted.or(others);
    }
    changed();
  }

  public void showOnly(int process) {
    only = process;
    changed();
    followNow();
  }

  public void filter(String text) {
    filter = text;
    changed();
    followNow();
  }

  /// Whether lines written for machines are shown as they are.
  public boolean raw() {
    return raw;
  }

  public void toggleRaw() {
    raw = !raw;
  }

  public void toggleWrap() {
    wrap = !wrap;
  }

  public void nextTimes() {
    times = Times.values()[(times.ordinal() + 1) % Times.values().length];
  }

  public void nextLevel() {
    int at = 0;
    while (LEVELS[at] != minimum) {
      at++;
    }
    minimum = LEVELS[(at + 1) % LEVELS.length];
    changed();
  }

  /// Hides what is there now; nothing is deleted.
  public void clearBefore(long line) {
    clearedBefore = line;
    followNow();
  }

  public void followNow() {
    follow = true;
    mark = -1;
  }

  public void pause() {
    if (follow) {
      follow = false;
      top = firstShown;
      cursor = lastShown;
    }
  }

  /// Starts selecting at the cursor, or ends it.
  public void toggleMark() {
    pause();
    mark = mark < 0 ? cursor : -1;
  }

  /// Marks the cursor's line for later, or no longer.
  ///
  /// @return whether it is marked now
  public boolean toggleBookmark() {
    pause();
    if (marked.remove(cursor)) {
      return false;
    }
    marked.add(cursor);
    if (marked.size() > BOOKMARKS) {
      marked.pollFirst();
    }
    return true;
  }

  /// Whether a line was marked.
  public boolean bookmarked(long line) {
    return marked.contains(line);
  }

  /// The next marked line below the cursor, else the first of all; -1 if none is marked.
  public long nextBookmark() {
    Long next = follow ? null : marked.higher(cursor);
    return next != null ? next : marked.isEmpty() ? -1 : marked.first();
  }

  public void dropMark() {
    mark = -1;
  }

  /// Selects a line and brings it into view.
  public void goTo(long line) {
    pause();
    cursor = line;
    if (line < firstShown || line > lastShown) {
      top = Math.max(0, line - rowsShown / 3);
    }
  }

  /// Told by the view after painting.
  public void shown(long first, long last, int rows) {
    firstShown = first;
    lastShown = last;
    rowsShown = Math.max(1, rows);
  }

  /// Told by the view when the cursor had to be brought into view.
  public void top(long line) {
    top = line;
  }

  public int rowsShown() {
    return rowsShown;
  }

  public long firstShown() {
    return firstShown;
  }

  public long lastShown() {
    return lastShown;
  }

  /// Moves the cursor by matching lines; moving on from the last line follows again.
  void move(Lines lines, LogQuery query, int by) {
    boolean followed = follow;
    pause();
    if (by < 0) {
      cursor = back(lines, query, cursor, -by);
    } else if (!followed) {
      LogPage page = lines.from(query, cursor + 1, by);
      if (page.lines().isEmpty()) {
        followNow();
      } else {
        cursor = page.lines().getLast().number();
      }
    } else {
      followNow();
    }
  }

  /// Moves view and cursor together.
  void page(Lines lines, LogQuery query, int by) {
    move(lines, query, by);
    if (!follow) {
      scrollTop(lines, query, by);
    }
  }

  /// Moves the view; the cursor stays in it.
  void wheel(Lines lines, LogQuery query, boolean up) {
    if (follow && !up) {
      return;
    }
    pause();
    scrollTop(lines, query, up ? -WHEEL_LINES : WHEEL_LINES);
    if (up) {
      LogPage page = lines.from(query, top, rowsShown);
      long last = page.lines().isEmpty() ? top : page.lines().getLast().number();
      cursor = Math.clamp(cursor, top, Math.max(top, last));
    } else {
      LogPage page = lines.from(query, top, rowsShown);
      boolean atEnd = page.lines().size() < rowsShown;
      cursor = Math.max(cursor, top);
      if (atEnd) {
        followNow();
      }
    }
  }

  void first(Lines lines, LogQuery query) {
    pause();
    LogPage page = lines.from(query, clearedBefore, 1);
    if (!page.lines().isEmpty()) {
      cursor = page.lines().getFirst().number();
      top = cursor;
    }
  }

  private void scrollTop(Lines lines, LogQuery query, int by) {
    if (by < 0) {
      top = back(lines, query, top, -by);
    } else {
      LogPage page = lines.from(query, top + 1, by);
      top = page.lines().isEmpty() ? top : page.lines().getLast().number();
    }
  }

  private long back(Lines lines, LogQuery query, long from, int by) {
    LogPage page = lines.before(query, from, by);
    long found = page.lines().isEmpty() ? from : page.lines().getFirst().number();
    return Math.max(found, Math.min(from, clearedBefore));
  }
}
