package dev.brummer.tui.view;

import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.PathFormat;
import dev.brummer.tui.model.list.ErrorRow;
import dev.brummer.tui.paint.AnsiParser;
import dev.brummer.tui.paint.Rect;
import java.util.BitSet;
import java.util.List;

/// The newest block of an error as it was printed, marked, between what its process printed before
/// and after.
final class ErrorDetails {
  private static final int BEFORE = 3;
  private static final int AFTER = 5;

  private final AnsiParser spans = new AnsiParser();
  private final DetailPane details = new DetailPane();

  void paint(Model model, Painter brush, Rect area, ErrorRow error) {
    details.begin(area.width());
    if (error.location() != null) {
      String directory = ErrorsView.directory(model, error);
      details.line("at " + PathFormat.from(directory, error.location()), Styles.ACCENT);
    }
    BitSet process = new BitSet();
    process.set(error.process());
    LogQuery query = new LogQuery(process, LogLevel.NONE, null);
    lines(model.lines().before(query, error.line(), BEFORE).lines(), 0);
    int block = Math.max(1, error.lines());
    lines(model.lines().from(query, error.line(), block + AFTER).lines(), block);
    details.paint(brush, area, when(model, error), model.detail(), error);
  }

  /// @param block how many of them are the error's
  private void lines(List<StoredLine> lines, int block) {
    for (int i = 0; i < lines.size(); i++) {
      StoredLine line = lines.get(i);
      if (line.number() == LogStore.UNFINISHED) {
        return;
      }
      boolean own = i < block;
      details.log(
          own ? '┃' : '│',
          own ? Styles.BAD : Styles.MUTED,
          spans.parse(line.text(), own ? Styles.PLAIN : Styles.MUTED));
    }
  }

  /// `first 09:41:02.884 · last 09:41:03.002 · new since api was started again`.
  private static String when(Model model, ErrorRow error) {
    String last = LogsView.clock(model, error.lastMillis());
    String name = model.name(error.process());
    String times =
        error.count() == 1
            ? "printed " + last
            : "first " + LogsView.clock(model, error.firstMillis()) + " · last " + last;
    return switch (error.seen(model.processes().row(error.process()))) {
      case EVER -> times;
      case NEW -> times + " · new since " + name + " was started again";
      case AGAIN -> times + " · also before " + name + " was started again";
      case BEFORE -> times + " · not since " + name + " was started again";
    };
  }
}
