package dev.brummer.tui.model;

import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.tui.model.list.ProcessList;
import org.jspecify.annotations.Nullable;

/// State of the log view: criteria, position, selection.
///
/// While following, the newest lines are shown and there is no cursor. Otherwise `top` is the first
/// visible line and `cursor` the selected one; both are line numbers, so that new lines do not move
/// the view.
public final class LogViewState {
  private static final int WHEEL_LINES = 3;

  /// What the time column shows.
  public enum TimeColumn {
    CLOCK,
    AGO,
    OFF
  }

  private boolean following = true;
  private boolean raw;
  private boolean wrap;
  private TimeColumn timeColumn = TimeColumn.CLOCK;
  private final LogScope scope = new LogScope();
  private final Bookmarks bookmarks = new Bookmarks();
  private long top;
  private long cursor;
  private long mark = -1;
  private @Nullable LogTextSelection textSelection;

  /// The viewport of the last frame, which defines the size of a page.
  private long firstVisible;

  private long lastVisible;
  private int visibleRows = 1;

  public boolean isFollowing() {
    return following;
  }

  public boolean isWrapped() {
    return wrap;
  }

  public TimeColumn timeColumn() {
    return timeColumn;
  }

  /// The criteria for shown lines.
  public LogScope scope() {
    return scope;
  }

  public LogQuery query(ProcessList processes) {
    return scope.query(processes);
  }

  /// Cycles the folding of repeats: off, identical lines, lines that differ in numbers only.
  public void nextFolding() {
    scope.nextFolding();
  }

  /// Cycles the minimum level: all, info, warn, error.
  public void nextLevel() {
    scope.nextLevel();
  }

  public long top() {
    return top;
  }

  public long cursor() {
    return cursor;
  }

  /// Whether a line is selected: the cursor's line, or the lines between mark and cursor.
  public boolean isSelected(long line) {
    return !following
        && (mark < 0
            ? line == cursor
            : line >= Math.min(mark, cursor) && line <= Math.max(mark, cursor));
  }

  public boolean isSelecting() {
    return mark >= 0;
  }

  public long selectionStart() {
    return mark < 0 ? cursor : Math.min(mark, cursor);
  }

  public long selectionEnd() {
    return mark < 0 ? cursor : Math.max(mark, cursor);
  }

  public void showOnly(int process) {
    scope.onlyProcess(process);
    follow();
  }

  public void filter(String text) {
    scope.filter(text);
    follow();
  }

  /// Whether JSON and logfmt lines are shown as printed.
  public boolean isRaw() {
    return raw;
  }

  public void toggleRaw() {
    raw = !raw;
  }

  public void toggleWrap() {
    wrap = !wrap;
  }

  public void nextTimeColumn() {
    timeColumn = TimeColumn.values()[(timeColumn.ordinal() + 1) % TimeColumn.values().length];
  }

  /// Hides the lines before this number; nothing is deleted.
  public void clearBefore(long line) {
    scope.clearBefore(line);
    follow();
  }

  public void follow() {
    following = true;
    mark = -1;
  }

  public void pause() {
    if (following) {
      following = false;
      top = firstVisible;
      cursor = lastVisible;
    }
  }

  /// Starts a selection at the cursor, or ends it.
  public void toggleMark() {
    pause();
    mark = mark < 0 ? cursor : -1;
  }

  /// Adds or removes a bookmark at the cursor's line.
  ///
  /// @return whether the line is bookmarked now
  public boolean toggleBookmark() {
    pause();
    return bookmarks.toggle(cursor);
  }

  /// Whether a line is bookmarked.
  public boolean isBookmarked(long line) {
    return bookmarks.contains(line);
  }

  /// The next bookmark below the cursor, else the first; -1 if there is none.
  public long nextBookmark() {
    return bookmarks.after(following ? -1 : cursor);
  }

  public void clearSelection() {
    mark = -1;
    textSelection = null;
  }

  /// The text selected with the mouse, null if none.
  public @Nullable LogTextSelection textSelection() {
    return textSelection;
  }

  public void textSelection(@Nullable LogTextSelection selection) {
    textSelection = selection;
  }

  /// Selects a line and scrolls it into view.
  public void goTo(long line) {
    pause();
    cursor = line;
    if (line < firstVisible || line > lastVisible) {
      top = Math.max(0, line - visibleRows / 3);
    }
  }

  /// Records the painted viewport; called by the view.
  public void viewportPainted(long first, long last, int rows) {
    firstVisible = first;
    lastVisible = last;
    visibleRows = Math.max(1, rows);
  }

  /// Records the first visible line after the view has scrolled to the cursor; called by the view.
  public void top(long line) {
    top = line;
  }

  public int visibleRows() {
    return visibleRows;
  }

  public long firstVisible() {
    return firstVisible;
  }

  public long lastVisible() {
    return lastVisible;
  }

  /// Moves the cursor by matching lines; moving down from the last line follows again.
  void move(LogReader logReader, LogQuery query, int by) {
    boolean followed = following;
    pause();
    if (by < 0) {
      cursor = matchBefore(logReader, query, cursor, -by);
    } else if (!followed) {
      LogPage page = logReader.from(query, cursor + 1, by);
      if (page.lines().isEmpty()) {
        follow();
      } else {
        cursor = page.lines().getLast().number();
      }
    } else {
      follow();
    }
  }

  /// Moves viewport and cursor together.
  void page(LogReader logReader, LogQuery query, int by) {
    move(logReader, query, by);
    if (!following) {
      scrollTop(logReader, query, by);
    }
  }

  /// Scrolls the viewport and keeps the cursor inside it.
  void wheel(LogReader logReader, LogQuery query, boolean up) {
    if (following && !up) {
      return;
    }
    pause();
    scrollTop(logReader, query, up ? -WHEEL_LINES : WHEEL_LINES);
    if (up) {
      LogPage page = logReader.from(query, top, visibleRows);
      long last = page.lines().isEmpty() ? top : page.lines().getLast().number();
      cursor = Math.clamp(cursor, top, Math.max(top, last));
    } else {
      LogPage page = logReader.from(query, top, visibleRows);
      boolean atEnd = page.lines().size() < visibleRows;
      cursor = Math.max(cursor, top);
      if (atEnd) {
        follow();
      }
    }
  }

  void goToFirst(LogReader logReader, LogQuery query) {
    pause();
    LogPage page = logReader.from(query, scope.clearedBefore(), 1);
    if (!page.lines().isEmpty()) {
      cursor = page.lines().getFirst().number();
      top = cursor;
    }
  }

  private void scrollTop(LogReader logReader, LogQuery query, int by) {
    if (by < 0) {
      top = matchBefore(logReader, query, top, -by);
    } else {
      LogPage page = logReader.from(query, top + 1, by);
      top = page.lines().isEmpty() ? top : page.lines().getLast().number();
    }
  }

  private long matchBefore(LogReader logReader, LogQuery query, long from, int by) {
    LogPage page = logReader.before(query, from, by);
    long found = page.lines().isEmpty() ? from : page.lines().getFirst().number();
    return Math.max(found, Math.min(from, scope.clearedBefore()));
  }
}
