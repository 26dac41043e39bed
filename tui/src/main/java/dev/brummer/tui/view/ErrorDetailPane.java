package dev.brummer.tui.view;

import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.PathFormat;
import dev.brummer.tui.model.list.ErrorRow;
import dev.brummer.tui.paint.AnsiParser;
import dev.brummer.tui.paint.Rect;
import java.util.List;

/// Output around the newest occurrence of an error, with the error's lines marked.
final class ErrorDetailPane {
  private static final int LINES_BEFORE = 3;
  private static final int LINES_AFTER = 5;

  private final AnsiParser spans = new AnsiParser();
  private final DetailPane detailPane = new DetailPane();

  void paint(Model model, ViewCanvas viewCanvas, Rect area, ErrorRow error) {
    detailPane.reset(area.width());
    String origin = origin(model, error);
    if (!origin.isEmpty()) {
      detailPane.line(origin, Styles.ACCENT);
    }
    LogQuery query = LogQuery.ofProcess(error.process());
    addLines(model.lines().before(query, error.line(), LINES_BEFORE).lines(), 0);
    int block = Math.max(1, error.lines());
    addLines(model.lines().from(query, error.line(), block + LINES_AFTER).lines(), block);
    detailPane.paint(viewCanvas, area, timesText(model, error), model.detail(), error);
  }

  /// `at src/cart.js:9:3 · page of web`; empty if nothing is known.
  private static String origin(Model model, ErrorRow error) {
    String location = error.location();
    String place =
        location == null
            ? ""
            : "at " + PathFormat.relativeTo(ErrorsView.directory(model, error), location);
    return !error.isInBrowser()
        ? place
        : place + (place.isEmpty() ? "" : " · ") + "page of " + model.name(error.process());
  }

  /// @param block number of leading lines that belong to the error
  private void addLines(List<StoredLine> lines, int block) {
    for (int i = 0; i < lines.size(); i++) {
      StoredLine line = lines.get(i);
      if (line.number() == LogStore.UNFINISHED) {
        return;
      }
      boolean inBlock = i < block;
      detailPane.logLine(
          inBlock ? '┃' : '│',
          inBlock ? Styles.ERROR : Styles.MUTED,
          spans.parse(line.text(), inBlock ? Styles.PLAIN : Styles.MUTED));
    }
  }

  /// `first 09:41:02.884 · last 09:41:03.002 · new since the last restart of api`.
  private static String timesText(Model model, ErrorRow error) {
    String last = LogsView.clock(model, error.lastMillis());
    String name = model.name(error.process());
    String times =
        error.count() == 1
            ? (error.isInBrowser() ? "reported " : "printed ") + last
            : "first " + LogsView.clock(model, error.firstMillis()) + " · last " + last;
    return switch (error.recency(model.processes().row(error.process()))) {
      case NOT_RESTARTED -> times;
      case NEW -> times + " · new since the last restart of " + name;
      case RECURRING -> times + " · also before the last restart of " + name;
      case HEALED -> times + " · healed: " + name + " has built or restarted without it";
    };
  }
}
