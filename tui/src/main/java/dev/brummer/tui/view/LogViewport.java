package dev.brummer.tui.view;

import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.RepeatCount;
import dev.brummer.engine.log.RepeatFoldingMode;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.tui.model.LineDisplayText;
import dev.brummer.tui.model.LogReader;
import dev.brummer.tui.model.LogViewState;
import dev.brummer.tui.model.list.CompactFormats;
import dev.brummer.tui.paint.AnsiParser;
import dev.brummer.tui.paint.StyledText;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Visible log lines and their wrapping. Reads only visible lines from the store and caches parsed
/// ones, so a line is parsed once while it stays visible.
final class LogViewport {
  private static final int MAX_CACHED = 512;

  /// Time budget per frame for counting repeats. Counting continues in the next frame.
  private static final Duration COUNT_BUDGET = Duration.ofMillis(4);

  /// A visible line. Its first `skippedRows` rows are above the viewport.
  ///
  /// @param time time of day of the line
  record VisibleLine(StoredLine line, StyledText text, String time, int rows, int skippedRows) {}

  /// Inputs of the last frame besides the lines. While they are unchanged and the log is followed,
  /// only new lines are read.
  private record FollowState(LogQuery query, int rows, boolean raw, long clearedBefore) {}

  private final AnsiParser spans = new AnsiParser();
  private final Map<Long, StyledText> parsed = newest();
  private boolean complete = true;

  private boolean raw;

  private long countDeadline;

  /// Folding mode of the cached repeat counts.
  private RepeatFoldingMode countedFolding = RepeatFoldingMode.OFF;

  private final Map<Long, RepeatCount> repeats = newest();

  /// Lines of the last frame, when the log was followed, unwrapped and without unfinished lines.
  private final ArrayList<VisibleLine> following = new ArrayList<>();

  private @Nullable FollowState followState;
  private LongFunction<ZoneOffset> offset = _ -> ZoneOffset.UTC;

  /// Creates a least-recently-used cache.
  private static <T> Map<Long, T> newest() {
    return new LinkedHashMap<>(MAX_CACHED, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Long, T> eldest) {
        return size() > MAX_CACHED;
      }
    };
  }

  /// Returns the visible lines and scrolls the cursor into view.
  List<VisibleLine> fetch(
      LogViewState state,
      LogQuery query,
      LogReader logReader,
      LongFunction<ZoneOffset> clock,
      int rows,
      int columns) {
    offset = clock;
    if (canAppend(state, query, rows) && append(query, logReader, rows)) {
      state.viewportPainted(
          following.getFirst().line().number(), following.getLast().line().number(), rows);
      return following;
    }
    countDeadline = System.nanoTime() + COUNT_BUDGET.toNanos();
    if (raw != state.isRaw()) {
      raw = state.isRaw();
      parsed.clear();
    }
    if (!state.isFollowing() && state.cursor() < state.top()) {
      state.top(state.cursor());
    }
    List<VisibleLine> shown =
        state.isFollowing()
            ? newest(state, query, logReader, rows, columns)
            : down(state, query, logReader, rows, columns);
    rememberFollowing(state, query, rows, shown);
    List<VisibleLine> numbered =
        shown.stream().filter(it -> it.line().number() != LogStore.UNFINISHED).toList();
    if (!numbered.isEmpty()) {
      long last = numbered.getLast().line().number();
      state.viewportPainted(numbered.getFirst().line().number(), last, rows);
    } else {
      state.viewportPainted(state.scope().clearedBefore(), state.scope().clearedBefore(), rows);
    }
    return shown;
  }

  /// Compares queries by identity: a new query is created when the processes change, which may also
  /// change the width of the name column.
  @SuppressWarnings("ReferenceEquality")
  private boolean canAppend(LogViewState state, LogQuery query, int rows) {
    FollowState previous = followState;
    return previous != null
        && state.isFollowing()
        && !state.isWrapped()
        && previous.query == query
        && previous.rows == rows
        && previous.raw == state.isRaw()
        && previous.clearedBefore == state.scope().clearedBefore();
  }

  private void rememberFollowing(
      LogViewState state, LogQuery query, int rows, List<VisibleLine> shown) {
    following.clear();
    followState = null;
    boolean ended = shown.stream().noneMatch(it -> it.line().number() == LogStore.UNFINISHED);
    if (state.isFollowing() && !state.isWrapped() && complete && ended && !shown.isEmpty()) {
      following.addAll(shown);
      followState = new FollowState(query, rows, state.isRaw(), state.scope().clearedBefore());
    }
  }

  /// Appends the lines logged since the last frame.
  ///
  /// @return false if there are too many lines or the read was incomplete
  private boolean append(LogQuery query, LogReader logReader, int rows) {
    if (!logReader.unfinished(query).isEmpty()) {
      return false;
    }
    long next = following.getLast().line().number() + 1;
    if (next >= logReader.end()) {
      return true;
    }
    LogPage page = logReader.from(query, next, rows);
    List<StoredLine> added = page.lines();
    if (!page.complete() && added.size() < rows || added.size() == rows) {
      return false;
    }
    for (int i = 0; i < added.size(); i++) {
      following.add(newLine(added.get(i)));
    }
    while (following.size() > rows) {
      following.removeFirst();
    }
    return true;
  }

  /// Parses a line that has just been logged. It bypasses the cache.
  private VisibleLine newLine(StoredLine line) {
    StyledText text = spans.parse(LineDisplayText.text(line, raw), Styles.level(line.level()));
    return new VisibleLine(
        line, text, LogsView.clock(offset.apply(line.atMillis()), line.atMillis()), 1, 0);
  }

  private VisibleLine visibleLine(StoredLine line, int rows, int skipped) {
    return new VisibleLine(
        line,
        parse(line),
        LogsView.clock(offset.apply(line.atMillis()), line.atMillis()),
        rows,
        skipped);
  }

  /// Whether the viewport was filled before the store ended its scan.
  boolean isComplete() {
    return complete;
  }

  /// Returns the newest lines and, below them, the unfinished ones; half of the rows are reserved
  /// for the former.
  private List<VisibleLine> newest(
      LogViewState state, LogQuery query, LogReader logReader, int rows, int columns) {
    List<StoredLine> open = logReader.unfinished(query);
    int room = Math.max(rows - open.size(), rows / 2);
    List<VisibleLine> shown =
        new ArrayList<>(tail(state, logReader.before(query, Long.MAX_VALUE, room), room, columns));
    for (StoredLine line : open.subList(0, Math.min(open.size(), rows - room))) {
      StyledText text = spans.parse(line.text(), Styles.level(line.level()));
      shown.add(
          new VisibleLine(
              line, text, LogsView.clock(offset.apply(line.atMillis()), line.atMillis()), 1, 0));
    }
    return shown;
  }

  private List<VisibleLine> tail(LogViewState state, LogPage page, int rows, int columns) {
    complete = page.complete();
    List<VisibleLine> shown = new ArrayList<>();
    int free = rows;
    for (StoredLine line : page.lines().reversed()) {
      if (free <= 0 || line.number() < state.scope().clearedBefore()) {
        break;
      }
      StyledText text = parse(line);
      int height = state.isWrapped() ? text.rows(columns) : 1;
      shown.addFirst(visibleLine(line, height, Math.max(0, height - free)));
      free -= height;
    }
    return shown;
  }

  private List<VisibleLine> down(
      LogViewState state, LogQuery query, LogReader logReader, int rows, int columns) {
    LogPage page =
        logReader.from(query, Math.max(state.top(), state.scope().clearedBefore()), rows);
    List<VisibleLine> shown = fill(state, page, rows, columns);
    boolean cursorBelow =
        !shown.isEmpty() && state.cursor() > shown.getLast().line().number()
            || shown.isEmpty() && state.cursor() > state.top();
    if (!cursorBelow && !page.lines().isEmpty()) {
      return shown;
    }
    List<VisibleLine> up =
        tail(state, logReader.before(query, state.cursor() + 1, rows), rows, columns);
    if (up.isEmpty()) {
      return shown;
    }
    state.top(up.getFirst().line().number());
    return up;
  }

  private List<VisibleLine> fill(LogViewState state, LogPage page, int rows, int columns) {
    complete = page.complete();
    List<VisibleLine> shown = new ArrayList<>();
    int free = rows;
    for (StoredLine line : page.lines()) {
      if (free <= 0) {
        break;
      }
      StyledText text = parse(line);
      int height = state.isWrapped() ? text.rows(columns) : 1;
      if (height > free && !shown.isEmpty() && state.cursor() == line.number()) {
        break;
      }
      shown.add(visibleLine(line, height, 0));
      free -= height;
    }
    return shown;
  }

  /// `×412`: number of occurrences including folded repeats; empty for one.
  String repeatText(LogReader logReader, RepeatFoldingMode folding, StoredLine line) {
    long number = line.number();
    if (folding == RepeatFoldingMode.OFF || number == LogStore.UNFINISHED) {
      return "";
    }
    if (folding != countedFolding) {
      countedFolding = folding;
      repeats.clear();
    }
    RepeatCount known = repeats.get(number);
    RepeatCount current =
        logReader.countRepeats(
            number,
            folding,
            known == null ? RepeatCount.startingAfter(number) : known,
            Duration.ofNanos(Math.max(0, countDeadline - System.nanoTime())));
    repeats.put(number, current);
    boolean exact = current.isFinal() || current.reached() >= logReader.end();
    return current.count() == 0
        ? ""
        : "×" + CompactFormats.count(current.count() + 1) + (exact ? "" : "+");
  }

  StyledText parse(StoredLine line) {
    return parsed.computeIfAbsent(
        line.number(),
        _ -> spans.parse(LineDisplayText.text(line, raw), Styles.level(line.level())));
  }
}
