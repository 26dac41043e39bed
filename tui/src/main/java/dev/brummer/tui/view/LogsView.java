package dev.brummer.tui.view;

import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.engine.text.TextWidth;
import dev.brummer.tui.model.LogTextSelection;
import dev.brummer.tui.model.LogViewState;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.SearchState;
import dev.brummer.tui.model.list.CompactFormats;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.paint.PackedStyle;
import dev.brummer.tui.paint.Rect;
import dev.brummer.tui.paint.StyledText;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/// The merged log of all processes, or the log of one process.
final class LogsView implements View {
  private static final int MAX_NAME_WIDTH = 14;
  private static final int MIN_TIME_WIDTH = 60;

  private final LogViewport window = new LogViewport();

  /// Widths of the current frame.
  private int nameWidth;

  private int gutter;
  private final StringBuilder status = new StringBuilder();

  @Override
  public void paint(Model model, ViewCanvas viewCanvas, Rect area, boolean focused) {
    LogViewState log = model.log();
    LogQuery query = log.query(model.processes());
    nameWidth = nameWidth(model);
    gutter = gutter(model, area.width(), nameWidth);
    int columns = Math.max(1, area.width() - gutter);
    List<LogViewport.VisibleLine> shown =
        window.fetch(log, query, model.lines(), model::offset, area.height(), columns);
    if (shown.isEmpty()) {
      viewCanvas.emptyView(area, emptyText(model));
      return;
    }
    int y = area.y();
    for (int i = 0; i < shown.size(); i++) {
      y = paintLine(model, viewCanvas, area, y, shown.get(i), focused);
    }
  }

  /// Width of time, name and separator before the text.
  static int gutter(Model model, int width) {
    return gutter(model, width, nameWidth(model));
  }

  private static int gutter(Model model, int width, int names) {
    boolean clock =
        model.log().timeColumn() != LogViewState.TimeColumn.OFF && width >= MIN_TIME_WIDTH;
    int time = clock ? model.log().timeColumn() == LogViewState.TimeColumn.CLOCK ? 13 : 5 : 0;
    return 1 + time + (model.log().scope().onlyProcess() == 0 ? names + 3 : 0);
  }

  private static int nameWidth(Model model) {
    int width = 3;
    for (ProcessRow row : model.processes()) {
      width = Math.max(width, TextWidth.of(row.name()));
    }
    return Math.min(MAX_NAME_WIDTH, width);
  }

  private int paintLine(
      Model model,
      ViewCanvas viewCanvas,
      Rect area,
      int top,
      LogViewport.VisibleLine visibleLine,
      boolean focused) {
    StoredLine line = visibleLine.line();
    int text = area.x() + gutter;
    int rows = Math.min(visibleLine.rows() - visibleLine.skippedRows(), area.bottom() - top);
    boolean numbered = line.number() != LogStore.UNFINISHED;
    if (numbered) {
      viewCanvas.hitRegions.add(
          HitRegions.RegionKind.LINE, line.number(), area.x(), top, area.width(), rows);
    }
    int from = 0;
    int y = top;
    for (int row = 0; row < visibleLine.rows() && y < area.bottom(); row++) {
      int end =
          model.log().isWrapped()
              ? visibleLine.text().rowEnd(from, area.right() - text)
              : visibleLine.text().length();
      if (row >= visibleLine.skippedRows()) {
        if (row == 0) {
          paintGutter(model, viewCanvas, area, y, visibleLine);
        } else if (model.log().scope().onlyProcess() == 0) {
          viewCanvas.canvas.put(text - 2, y, '│', Styles.MUTED);
        }
        String repeats =
            row == 0 ? window.repeatText(model.lines(), model.log().scope().folding(), line) : "";
        int right = area.right() - (repeats.isEmpty() ? 0 : repeats.length() + 1);
        int after = viewCanvas.canvas.styled(text, y, right, visibleLine.text(), from, end);
        if (numbered) {
          viewCanvas.hitRegions.addText(
              line.number(), visibleLine.text(), from, text, y, area.right() - text);
        }
        paintSelection(model, viewCanvas, text, y, line.number(), visibleLine.text(), from, end);
        if (!repeats.isEmpty()) {
          viewCanvas.canvas.text(
              Math.min(after, right) + 1, y, area.right(), repeats, Styles.ACCENT);
        }
        if (!model.log().isWrapped() && isCut(visibleLine.text(), right - text, end)) {
          viewCanvas.canvas.put(right - 1, y, '…', Styles.MUTED);
        } else if (line.cut() && row == visibleLine.rows() - 1) {
          viewCanvas.canvas.put(Math.min(after, area.right() - 1), y, '…', Styles.MUTED);
        }
        y++;
      }
      from = end;
    }
    highlight(model, viewCanvas, text, top, area.right(), y);
    if (model.log().isSelected(line.number())) {
      for (int row = top; row < y; row++) {
        viewCanvas.markSelected(new Rect(area.x(), row, area.width(), 1), focused);
      }
    }
    return y;
  }

  /// Whether visible characters do not fit. Programs pad lines with blanks.
  static boolean isCut(StyledText text, int columns, int end) {
    int shown = text.rowEnd(0, columns);
    return shown < end && !text.isBlank(shown, end);
  }

  /// Reverses the characters selected with the mouse in one row.
  private static void paintSelection(
      Model model,
      ViewCanvas viewCanvas,
      int left,
      int y,
      long line,
      StyledText text,
      int from,
      int end) {
    LogTextSelection selection = model.log().textSelection();
    if (selection == null || !selection.contains(line)) {
      return;
    }
    int first = Math.max(from, selection.start(line));
    int last = Math.min(end, selection.end(line, text.length()));
    if (first < last) {
      int x = left + text.columns(from, first);
      Rect covered = new Rect(x, y, text.columns(first, last), 1);
      viewCanvas.canvas.restyle(covered, style -> style ^ PackedStyle.REVERSE);
    }
  }

  private void paintGutter(
      Model model, ViewCanvas viewCanvas, Rect area, int y, LogViewport.VisibleLine visibleLine) {
    StoredLine line = visibleLine.line();
    int x = area.x() + 1;
    LogViewState.TimeColumn timeColumn = model.log().timeColumn();
    if (timeColumn != LogViewState.TimeColumn.OFF && area.width() >= MIN_TIME_WIDTH) {
      boolean clock = timeColumn == LogViewState.TimeColumn.CLOCK;
      String time = clock ? visibleLine.time() : CompactFormats.age(model.now() - line.atMillis());
      viewCanvas.canvas.textRight(x, y, x + (clock ? 12 : 4), time, Styles.MUTED);
      x += clock ? 13 : 5;
    }
    if (model.log().scope().onlyProcess() == 0) {
      int width = nameWidth;
      viewCanvas.canvas.text(
          x, y, x + width, model.name(line.process()), Styles.processName(line.process()));
      boolean internal = line.source() == LogSource.BRUMMER;
      char bar = internal ? '◆' : '│';
      viewCanvas.canvas.put(x + width + 1, y, bar, internal ? Styles.ACCENT : Styles.MUTED);
    }
    if (model.log().isBookmarked(line.number())) {
      viewCanvas.canvas.put(area.x(), y, '▸', Styles.ACCENT);
    } else if (model.errors().startsAt(line.number())) {
      viewCanvas.canvas.put(area.x(), y, '✖', Styles.ERROR);
    }
  }

  /// `09:40:59.120`.
  static String clock(Model model, long millis) {
    return clock(model.offset(millis), millis);
  }

  static String clock(ZoneOffset offset, long millis) {
    LocalTime time = LocalTime.ofInstant(Instant.ofEpochMilli(millis), offset);
    char[] out = "00:00:00.000".toCharArray();
    digits(out, 0, time.getHour(), 2);
    digits(out, 3, time.getMinute(), 2);
    digits(out, 6, time.getSecond(), 2);
    digits(out, 9, time.getNano() / 1_000_000, 3);
    return new String(out);
  }

  private static void digits(char[] out, int at, int value, int count) {
    int rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      out[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /// Highlights search matches in the painted rows.
  private static void highlight(
      Model model, ViewCanvas viewCanvas, int left, int top, int right, int bottom) {
    SearchState search = model.search();
    if (search == null || search.text().isEmpty()) {
      return;
    }
    String pattern = search.text();
    boolean exact = !pattern.equals(pattern.toLowerCase(Locale.ROOT));
    for (int y = top; y < bottom; y++) {
      viewCanvas.canvas.restyleMatches(
          new Rect(left, y, right - left, 1), pattern, exact, Styles::match);
    }
  }

  /// Why the log is empty and the keys that change it, as they work in the focused pane.
  private static List<String> emptyText(Model model) {
    LogViewState log = model.log();
    String press = model.processesFocused() ? "Press 1, then " : "Press ";
    if (!log.scope().filter().isEmpty()) {
      return List.of(
          "No line matches the filter \"" + log.scope().filter() + "\".",
          press + "f to change the filter, Esc to clear it");
    }
    if (log.scope().minimum() != LogLevel.NONE) {
      return List.of(
          "No line of level " + levelName(log.scope().minimum()) + " or above.",
          press + "l to change the level");
    }
    if (log.scope().clearedBefore() > 0) {
      return List.of("Cleared; new lines appear here.", press + "Esc to show the cleared lines");
    }
    if (log.scope().onlyProcess() != 0) {
      return List.of(
          "No output from " + model.name(log.scope().onlyProcess()) + " yet.",
          press + "a to show all logs");
    }
    return model.processes().hasStarted()
        ? List.of("No output yet.", "Lines of all processes appear here")
        : List.of(
            "No active process.",
            howToStart(model),
            "Its output, URLs and errors appear here; ? shows all keys");
  }

  private static String howToStart(Model model) {
    if (model.processes().isEmpty()) {
      return model.processesFocused()
          ? "Press n to run a command"
          : "Press Tab, then n to run a command";
    }
    if (model.processesFocused()) {
      return "Select a process (↑ ↓) and press Enter or s to start it";
    }
    ProcessRow selected = model.processes().selected();
    return selected == null
        ? "Press Tab, select a process (↑ ↓) and press Enter to start it"
        : "Press s to start " + selected.name() + ", or Tab to select another process";
  }

  private static String levelName(LogLevel level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String status(Model model) {
    LogViewState log = model.log();
    StringBuilder out = status;
    out.setLength(0);
    out.append(log.isFollowing() ? "follow ▮ " : log.isSelecting() ? "selecting " : "paused ‖ ");
    long end = model.lines().end();
    CompactFormats.count(out, end);
    out.append(end == 1 ? " line" : " lines");
    if (model.lines().first() > 0) {
      out.append(", oldest ")
          .append(CompactFormats.count(model.lines().first()))
          .append(" dropped");
    }
    long newer = model.lines().end() - 1 - log.lastVisible();
    if (!log.isFollowing() && newer > 0) {
      out.append(" · ").append(CompactFormats.count(newer)).append(" newer");
    }
    if (log.scope().onlyProcess() != 0) {
      out.append(" · ").append(model.name(log.scope().onlyProcess())).append(" only");
    }
    if (log.scope().minimum() != LogLevel.NONE) {
      out.append(" · level≥").append(levelName(log.scope().minimum()));
    }
    if (!log.scope().filter().isEmpty()) {
      out.append(" · filter: ").append(log.scope().filter());
      String problem = log.scope().filterProblem();
      long matching = model.lines().matches(log.query(model.processes()));
      out.append(" (")
          .append(problem == null ? CompactFormats.count(matching) : problem)
          .append(')');
    }
    switch (log.scope().folding()) {
      case OFF -> {}
      case SAME -> out.append(" · repeats folded");
      case SIMILAR -> out.append(" · repeats folded, numbers ignored");
    }
    if (log.isWrapped()) {
      out.append(" · wrap");
    }
    if (!window.isComplete()) {
      out.append(" · scanning older lines");
    }
    appendSearch(model, out);
    return out.toString();
  }

  private static void appendSearch(Model model, StringBuilder out) {
    SearchState search = model.search();
    if (search == null) {
      return;
    }
    out.append(" · /").append(search.text());
    if (search.count() == 0) {
      out.append(search.isDone() ? " not found" : " searching, " + search.percent() + "%");
      return;
    }
    int position = search.position(model.log().cursor());
    out.append(' ');
    if (position > 0 && !model.log().isFollowing()) {
      out.append(CompactFormats.count(position)).append(" of ");
    }
    out.append(CompactFormats.count(search.count()))
        .append(search.isDone() ? "" : "+, " + search.percent() + "%");
  }
}
