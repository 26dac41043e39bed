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
  private static final int KEPT = 512;

  /// What counting repeats may cost a frame; it goes on with the next.
  private static final Duration COUNTING = Duration.ofMillis(4);

  /// A line in view; the first `skipped` rows of it lie above.
  ///
  /// @param time of day that it came
  record Shown(StoredLine line, StyledText text, String time, int rows, int skipped) {}

  /// What a picture depends on besides the lines: while it is the same and one follows, only new
  /// lines are read.
  private record Shape(LogQuery query, int rows, boolean raw, long clearedBefore) {}

  private final AnsiParser spans = new AnsiParser();
  private final Map<Long, StyledText> parsed = newest();
  private boolean complete = true;

  private boolean raw;

  private long countUntil;

  /// How often lines in view came, of those folded so.
  private RepeatFolding counted = RepeatFolding.OFF;

  private final Map<Long, RepeatCount> repeats = newest();

  /// The lines that were in view last, if one follows, none is wrapped and all have ended.
  private final ArrayList<Shown> following = new ArrayList<>();

  private @Nullable Shape shape;
  private ZoneId zone = ZoneOffset.UTC;

  /// A map that keeps what was used last.
  private static <T> Map<Long, T> newest() {
    return new LinkedHashMap<>(KEPT, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Long, T> eldest) {
        return size() > KEPT;
      }
    };
  }

  /// Finds what is in view and brings the cursor into it.
  List<Shown> fetch(
      LogViewState state, LogQuery query, LogReader lines, ZoneId clock, int rows, int columns) {
    zone = clock;
    if (goesOn(state, query, rows) && append(query, lines, rows)) {
      state.shown(following.getFirst().line().number(), following.getLast().line().number(), rows);
      return following;
    }
    countUntil = System.nanoTime() + COUNTING.toNanos();
    if (raw != state.raw()) {
      raw = state.raw();
      parsed.clear();
    }
    if (!state.follow() && state.cursor() < state.top()) {
      state.top(state.cursor());
    }
    List<Shown> shown =
        state.follow()
            ? newest(state, query, lines, rows, columns)
            : down(state, query, lines, rows, columns);
    remember(state, query, rows, shown);
    List<Shown> numbered =
        shown.stream().filter(it -> it.line().number() != LogStore.UNFINISHED).toList();
    if (!numbered.isEmpty()) {
      long last = numbered.getLast().line().number();
      state.shown(numbered.getFirst().line().number(), last, rows);
    } else {
      state.shown(state.scope().clearedBefore(), state.scope().clearedBefore(), rows);
    }
    return shown;
  }

  /// The very query, not its like: it is made anew when the processes change, and with them the
  /// width of their names.
  @SuppressWarnings("ReferenceEquality")
  private boolean goesOn(LogViewState state, LogQuery query, int rows) {
    Shape was = shape;
    return was != null
        && state.follow()
        && !state.wrap()
        && was.query == query
        && was.rows == rows
        && was.raw == state.raw()
        && was.clearedBefore == state.scope().clearedBefore();
  }

  private void remember(LogViewState state, LogQuery query, int rows, List<Shown> shown) {
    following.clear();
    shape = null;
    boolean ended = shown.stream().noneMatch(it -> it.line().number() == LogStore.UNFINISHED);
    if (state.follow() && !state.wrap() && complete && ended && !shown.isEmpty()) {
      following.addAll(shown);
      shape = new Shape(query, rows, state.raw(), state.scope().clearedBefore());
    }
  }

  /// Reads what has come since the last picture.
  ///
  /// @return false if that is too much, or not all there is to see
  private boolean append(LogQuery query, LogReader lines, int rows) {
    if (!lines.unfinished(query).isEmpty()) {
      return false;
    }
    long next = following.getLast().line().number() + 1;
    if (next >= lines.end()) {
      return true;
    }
    LogPage page = lines.from(query, next, rows);
    List<StoredLine> fresh = page.lines();
    if (!page.complete() && fresh.size() < rows || fresh.size() == rows) {
      return false;
    }
    for (int i = 0; i < fresh.size(); i++) {
      following.add(once(fresh.get(i)));
    }
    while (following.size() > rows) {
      following.removeFirst();
    }
    return true;
  }

  /// A line that has not been in view before, and need not be remembered apart.
  private Shown once(StoredLine line) {
    StyledText text = spans.parse(LineDisplayText.text(line, raw), Styles.level(line.level()));
    return new Shown(line, text, LogsView.clock(zone, line.atMillis()), 1, 0);
  }

  private Shown shown(StoredLine line, int rows, int skipped) {
    return new Shown(line, parse(line), LogsView.clock(zone, line.atMillis()), rows, skipped);
  }

  /// Whether the store gave up before the view was full.
  boolean complete() {
    return complete;
  }

  /// The newest lines, and below them those that have not ended, if there is room for both.
  private List<Shown> newest(
      LogViewState state, LogQuery query, LogReader lines, int rows, int columns) {
    List<StoredLine> open = lines.unfinished(query);
    int room = Math.max(rows - open.size(), rows / 2);
    List<Shown> shown =
        new ArrayList<>(tail(state, lines.before(query, Long.MAX_VALUE, room), room, columns));
    for (StoredLine line : open.subList(0, Math.min(open.size(), rows - room))) {
      StyledText text = spans.parse(line.text(), Styles.level(line.level()));
      shown.add(new Shown(line, text, LogsView.clock(zone, line.atMillis()), 1, 0));
    }
    return shown;
  }

  private List<Shown> tail(LogViewState state, LogPage page, int rows, int columns) {
    complete = page.complete();
    List<Shown> shown = new ArrayList<>();
    int free = rows;
    for (StoredLine line : page.lines().reversed()) {
      if (free <= 0 || line.number() < state.scope().clearedBefore()) {
        break;
      }
      StyledText text = parse(line);
      int height = state.wrap() ? text.rows(columns) : 1;
      shown.addFirst(shown(line, height, Math.max(0, height - free)));
      free -= height;
    }
    return shown;
  }

  private List<Shown> down(
      LogViewState state, LogQuery query, LogReader lines, int rows, int columns) {
    LogPage page = lines.from(query, Math.max(state.top(), state.scope().clearedBefore()), rows);
    List<Shown> shown = fill(state, page, rows, columns);
    boolean cursorBelow =
        !shown.isEmpty() && state.cursor() > shown.getLast().line().number()
            || shown.isEmpty() && state.cursor() > state.top();
    if (!cursorBelow && !page.lines().isEmpty()) {
      return shown;
    }
    List<Shown> up = tail(state, lines.before(query, state.cursor() + 1, rows), rows, columns);
    if (up.isEmpty()) {
      return shown;
    }
    state.top(up.getFirst().line().number());
    return up;
  }

  private List<Shown> fill(LogViewState state, LogPage page, int rows, int columns) {
    complete = page.complete();
    List<Shown> shown = new ArrayList<>();
    int free = rows;
    for (StoredLine line : page.lines()) {
      if (free <= 0) {
        break;
      }
      StyledText text = parse(line);
      int height = state.wrap() ? text.rows(columns) : 1;
      if (height > free && !shown.isEmpty() && state.cursor() == line.number()) {
        break;
      }
      shown.add(shown(line, height, 0));
      free -= height;
    }
    return shown;
  }

  /// `×412`: how often a line came, its folded repeats counted; empty if once.
  String times(LogReader lines, RepeatFolding folding, StoredLine line) {
    long number = line.number();
    if (folding == RepeatFolding.OFF || number == LogStore.UNFINISHED) {
      return "";
    }
    if (folding != counted) {
      counted = folding;
      repeats.clear();
    }
    RepeatCount known = repeats.get(number);
    RepeatCount now =
        lines.repeats(
            number,
            folding,
            known == null ? RepeatCount.startingAfter(number) : known,
            Duration.ofNanos(Math.max(0, countUntil - System.nanoTime())));
    repeats.put(number, now);
    boolean sure = now.isFinal() || now.reached() >= lines.end();
    return now.count() == 0 ? "" : "×" + Formats.count(now.count() + 1) + (sure ? "" : "+");
  }

  StyledText parse(StoredLine line) {
    return parsed.computeIfAbsent(
        line.number(),
        _ -> spans.parse(LineDisplayText.text(line, raw), Styles.level(line.level())));
  }
}
