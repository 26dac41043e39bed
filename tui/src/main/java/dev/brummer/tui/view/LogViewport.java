package dev.brummer.tui.view;

import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.RepeatCount;
import dev.brummer.engine.log.RepeatFolding;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.tui.model.LineDisplayText;
import dev.brummer.tui.model.LogReader;
import dev.brummer.tui.model.LogViewState;
import dev.brummer.tui.model.list.Formats;
import dev.brummer.tui.paint.AnsiParser;
import dev.brummer.tui.paint.StyledText;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The lines in view and how they are broken into rows. Reads from the store only what is visible
/// and keeps parsed lines, so a line is parsed once while it stays in view.
final class LogViewport {
  private static final int MAX_CACHED = 512;

  /// What counting repeats may cost a frame; it goes on with the next.
  private static final Duration COUNT_BUDGET = Duration.ofMillis(4);

  /// A line in view; the first `skipped` rows of it lie above.
  ///
  /// @param time of day that it came
  record VisibleLine(StoredLine line, StyledText text, String time, int rows, int skippedRows) {}

  /// What a picture depends on besides the lines: while it is the same and one follows, only new
  /// lines are read.
  private record FollowState(LogQuery query, int rows, boolean raw, long clearedBefore) {}

  private final AnsiParser spans = new AnsiParser();
  private final Map<Long, StyledText> parsed = newest();
  private boolean complete = true;

  private boolean raw;

  private long countDeadline;

  /// How often lines in view came, of those folded so.
  private RepeatFolding countedFolding = RepeatFolding.OFF;

  private final Map<Long, RepeatCount> repeats = newest();

  /// The lines that were in view last, if one follows, none is wrapped and all have ended.
  private final ArrayList<VisibleLine> following = new ArrayList<>();

  private @Nullable FollowState followState;
  private ZoneId zone = ZoneOffset.UTC;

  /// A map that keeps what was used last.
  private static <T> Map<Long, T> newest() {
    return new LinkedHashMap<>(MAX_CACHED, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Long, T> eldest) {
        return size() > MAX_CACHED;
      }
    };
  }

  /// Finds what is in view and brings the cursor into it.
  List<VisibleLine> fetch(
      LogViewState state,
      LogQuery query,
      LogReader logReader,
      ZoneId clock,
      int rows,
      int columns) {
    zone = clock;
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

  /// The very query, not its like: it is made anew when the processes change, and with them the
  /// width of their names.
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

  /// Reads what has come since the last picture.
  ///
  /// @return false if that is too much, or not all there is to see
  private boolean append(LogQuery query, LogReader logReader, int rows) {
    if (!logReader.unfinished(query).isEmpty()) {
      return false;
    }
    long next = following.getLast().line().number() + 1;
    if (next >= logReader.end()) {
      return true;
    }
    LogPage page = logReader.from(query, next, rows);
    List<StoredLine> fresh = page.lines();
    if (!page.complete() && fresh.size() < rows || fresh.size() == rows) {
      return false;
    }
    for (int i = 0; i < fresh.size(); i++) {
      following.add(newLine(fresh.get(i)));
    }
    while (following.size() > rows) {
      following.removeFirst();
    }
    return true;
  }

  /// A line that has not been in view before, and need not be remembered apart.
  private VisibleLine newLine(StoredLine line) {
    StyledText text = spans.parse(LineDisplayText.text(line, raw), Styles.level(line.level()));
    return new VisibleLine(line, text, LogsView.clock(zone, line.atMillis()), 1, 0);
  }

  private VisibleLine visibleLine(StoredLine line, int rows, int skipped) {
    return new VisibleLine(line, parse(line), LogsView.clock(zone, line.atMillis()), rows, skipped);
  }

  /// Whether the store gave up before the view was full.
  boolean isComplete() {
    return complete;
  }

  /// The newest lines, and below them those that have not ended, if there is room for both.
  private List<VisibleLine> newest(
      LogViewState state, LogQuery query, LogReader logReader, int rows, int columns) {
    List<StoredLine> open = logReader.unfinished(query);
    int room = Math.max(rows - open.size(), rows / 2);
    List<VisibleLine> shown =
        new ArrayList<>(tail(state, logReader.before(query, Long.MAX_VALUE, room), room, columns));
    for (StoredLine line : open.subList(0, Math.min(open.size(), rows - room))) {
      StyledText text = spans.parse(line.text(), Styles.level(line.level()));
      shown.add(new VisibleLine(line, text, LogsView.clock(zone, line.atMillis()), 1, 0));
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

  /// `×412`: how often a line came, its folded repeats counted; empty if once.
  String repeatText(LogReader logReader, RepeatFolding folding, StoredLine line) {
    long number = line.number();
    if (folding == RepeatFolding.OFF || number == LogStore.UNFINISHED) {
      return "";
    }
    if (folding != countedFolding) {
      countedFolding = folding;
      repeats.clear();
    }
    RepeatCount known = repeats.get(number);
    RepeatCount now =
        logReader.repeats(
            number,
            folding,
            known == null ? RepeatCount.startingAfter(number) : known,
            Duration.ofNanos(Math.max(0, countDeadline - System.nanoTime())));
    repeats.put(number, now);
    boolean exact = now.isFinal() || now.reached() >= logReader.end();
    return now.count() == 0 ? "" : "×" + Formats.count(now.count() + 1) + (exact ? "" : "+");
  }

  StyledText parse(StoredLine line) {
    return parsed.computeIfAbsent(
        line.number(),
        _ -> spans.parse(LineDisplayText.text(line, raw), Styles.level(line.level())));
  }
}
