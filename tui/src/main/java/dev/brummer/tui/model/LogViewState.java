package dev.brummer.tui.model;

import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.tui.model.list.ProcessList;
import org.jspecify.annotations.Nullable;

/// What of the log is shown and where one stands in it.
///
/// Following, the newest lines are shown and there is no cursor. Otherwise `top` is the first line
/// in view and `cursor` the selected one; both are line numbers, so new lines move nothing.
public final class LogViewState {
  private static final int WHEEL_LINES = 3;

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
  private final LogScope scope = new LogScope();
  private final Bookmarks bookmarks = new Bookmarks();
  private long top;
  private long cursor;
  private long mark = -1;
  private @Nullable TextSelection pick;

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

  /// Which lines are shown.
  public LogScope scope() {
    return scope;
  }

  public LogQuery query(ProcessList processes) {
    return scope.query(processes);
  }

  /// Leaves out repeats, then also those that differ in numbers, then none.
  public void nextFolding() {
    scope.nextFolding();
  }

  /// Shows all levels, or from the next one on.
  public void nextLevel() {
    scope.nextLevel();
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

  public void showOnly(int process) {
    scope.only(process);
    followNow();
  }

  public void filter(String text) {
    scope.filter(text);
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

  /// Hides what is there now; nothing is deleted.
  public void clearBefore(long line) {
    scope.clearBefore(line);
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
    return bookmarks.toggle(cursor);
  }

  /// Whether a line was marked.
  public boolean bookmarked(long line) {
    return bookmarks.contains(line);
  }

  /// The next marked line below the cursor, else the first of all; -1 if none is marked.
  public long nextBookmark() {
    return bookmarks.after(follow ? -1 : cursor);
  }

  public void dropMark() {
    mark = -1;
    pick = null;
  }

  /// The text that the mouse has covered, null if none.
  public @Nullable TextSelection pick() {
    return pick;
  }

  public void pick(@Nullable TextSelection covered) {
    pick = covered;
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
  void move(LogReader lines, LogQuery query, int by) {
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
  void page(LogReader lines, LogQuery query, int by) {
    move(lines, query, by);
    if (!follow) {
      scrollTop(lines, query, by);
    }
  }

  /// Moves the view; the cursor stays in it.
  void wheel(LogReader lines, LogQuery query, boolean up) {
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

  void first(LogReader lines, LogQuery query) {
    pause();
    LogPage page = lines.from(query, scope.clearedBefore(), 1);
    if (!page.lines().isEmpty()) {
      cursor = page.lines().getFirst().number();
      top = cursor;
    }
  }

  private void scrollTop(LogReader lines, LogQuery query, int by) {
    if (by < 0) {
      top = back(lines, query, top, -by);
    } else {
      LogPage page = lines.from(query, top + 1, by);
      top = page.lines().isEmpty() ? top : page.lines().getLast().number();
    }
  }

  private long back(LogReader lines, LogQuery query, long from, int by) {
    LogPage page = lines.before(query, from, by);
    long found = page.lines().isEmpty() ? from : page.lines().getFirst().number();
    return Math.max(found, Math.min(from, scope.clearedBefore()));
  }
}
