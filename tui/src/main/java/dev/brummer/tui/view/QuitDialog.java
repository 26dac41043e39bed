package dev.brummer.tui.view;

import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.list.CompactFormats;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.paint.AnsiParser;
import dev.brummer.tui.paint.Rect;
import dev.brummer.tui.paint.StyledText;
import java.util.List;

/// Quit dialog: the processes still running, their kill deadlines and their last output.
final class QuitDialog {
  private static final int MAX_WIDTH = 100;
  private static final int MIN_NAME_WIDTH_COLUMNS = 60;
  private static final int MAX_NAME_WIDTH = 20;

  private QuitDialog() {}

  static void paint(Model model, ViewCanvas viewCanvas, Rect screen, Overlay.Quitting quitting) {
    int alive = model.processes().aliveCount();
    int width = Math.min(MAX_WIDTH, screen.width() - 2);
    Rect box = screen.centred(width, Math.min(screen.height() - 2, alive + 6));
    Dialogs.paintDialog(viewCanvas, box, quitting.killed() ? "Killing" : "Stopping");
    Rect inside = box.inset();
    long seconds = Math.max(0, model.now() - quitting.sinceMillis()) / 1000;
    String head =
        alive == 0
            ? "Done."
            : CompactFormats.count(alive) + " still running after " + seconds + "s:";
    viewCanvas.text(inside, inside.x() + 1, inside.y(), head, Styles.STRONG);
    int y = inside.y() + 1;
    for (ProcessRow row : model.processes()) {
      if (row.state().alive() && y < inside.bottom() - 1) {
        paintRow(model, viewCanvas, inside, y++, row);
      }
    }
    paintHint(viewCanvas, inside, quitting);
  }

  private static void paintRow(
      Model model, ViewCanvas viewCanvas, Rect inside, int y, ProcessRow row) {
    viewCanvas.canvas.put(inside.x() + 1, y, Styles.glyph(row.state()), Styles.style(row.state()));
    int name = inside.width() < MIN_NAME_WIDTH_COLUMNS ? 10 : MAX_NAME_WIDTH;
    int x = inside.x() + 3;
    viewCanvas.canvas.text(x, y, x + name - 1, row.name(), Styles.STRONG);
    x = viewCanvas.text(inside, x + name, y, stateText(model, row), Styles.style(row.state()));
    if (x + 4 < inside.right()) {
      StyledText last = lastLine(model, row);
      viewCanvas.canvas.put(x + 1, y, '│', Styles.MUTED);
      viewCanvas.canvas.styled(x + 3, y, inside.right() - 1, last, 0, last.length());
    }
  }

  private static String stateText(Model model, ProcessRow row) {
    return row.state() instanceof ProcessState.Stopping stopping
        ? String.format(
            "%s, SIGKILL in %3s",
            stopping.signal(), CompactFormats.age(stopping.deadlineMillis() - model.now() + 999))
        : row.state().label();
  }

  private static StyledText lastLine(Model model, ProcessRow row) {
    LogQuery query = LogQuery.ofProcess(row.id());
    List<StoredLine> lines = model.lines().before(query, Long.MAX_VALUE, 1).lines();
    return new AnsiParser()
        .parse(lines.isEmpty() ? new byte[0] : lines.getFirst().text(), Styles.MUTED);
  }

  private static void paintHint(ViewCanvas viewCanvas, Rect inside, Overlay.Quitting quitting) {
    int y = inside.bottom() - 1;
    int x = inside.x() + 1;
    if (!quitting.killed()) {
      x = viewCanvas.text(inside, x, y, "K", Styles.KEY);
      x = viewCanvas.text(inside, x + 1, y, "kill now", Styles.PLAIN) + 3;
    }
    x = viewCanvas.text(inside, x, y, "Ctrl-C", Styles.KEY);
    String text = quitting.killed() ? "quit immediately" : "kill and quit";
    x = viewCanvas.text(inside, x + 1, y, text, Styles.PLAIN) + 3;
    x = viewCanvas.text(inside, x, y, "Esc", Styles.KEY);
    viewCanvas.text(inside, x + 1, y, "stay in brummer", Styles.PLAIN);
  }
}
