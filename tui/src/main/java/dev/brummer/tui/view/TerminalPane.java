package dev.brummer.tui.view;

import dev.brummer.tui.emulator.ScreenSnapshot;
import dev.brummer.tui.model.CellSelection;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.Rect;
import dev.brummer.tui.paint.Style;
import dev.brummer.tui.paint.TextWidth;
import org.jspecify.annotations.Nullable;

/// The screen of a process that a person types to, in place of the view.
final class TerminalPane {
  private TerminalPane() {}

  static void paint(Model model, Painter brush, Rect box, Overlay.Typing typing) {
    Rect inside = box.inside();
    ScreenSnapshot screen = typing.screen();
    ProcessRow row = model.processes().row(typing.process());
    boolean alive = row != null && row.state().alive();
    brush.canvas.box(box, alive ? Styles.BUSY : Styles.BORDER);
    String name = model.name(typing.process());
    int x = brush.onBorder(box, box.x() + 1, box.y(), name, Styles.name(typing.process()));
    if (alive) {
      x = brush.onBorder(box, x - 1, box.y(), "· typing", Styles.BUSY);
      x = brush.onBorder(box, x - 1, box.y(), "· Ctrl-A leaves", Styles.MUTED);
      title(brush, box, x, screen.title());
      back(brush, box, screen);
    } else {
      brush.onBorder(box, x - 1, box.y(), "· has ended · any key comes back", Styles.BUSY);
      ended(brush, box, row);
    }
    brush.zones.add(HitRegions.Kind.SCREEN, HitRegions.cell(inside.x(), inside.y()), inside);
    cells(brush.canvas, inside, screen);
    marked(brush, inside, screen, typing.marked());
    boolean visible = screen.cursorX() < inside.width() && screen.cursorY() < inside.height();
    if (alive && screen.cursorX() >= 0 && visible) {
      brush.canvas.cursor(
          inside.x() + screen.cursorX(), inside.y() + screen.cursorY(), screen.cursorShape());
    }
  }

  private static void title(Painter brush, Rect box, int after, String title) {
    int room = box.right() - 3 - after;
    if (!title.isEmpty() && room > 8) {
      int width = Math.min(room - 2, TextWidth.of(title));
      brush.onBorder(box, box.right() - 4 - width, box.y(), title, Styles.MUTED);
    }
  }

  private static void back(Painter brush, Rect box, ScreenSnapshot screen) {
    if (screen.back() > 0) {
      String where = screen.back() + " of " + screen.history() + " rows back";
      brush.onBorder(
          box, box.x() + 1, box.bottom() - 1, where + " · typing comes back", Styles.ACCENT);
    }
  }

  private static void ended(Painter brush, Rect box, @Nullable ProcessRow row) {
    ProcessRow.Exit exit = row == null ? null : row.lastExit();
    if (exit != null) {
      long style = exit.code() == 0 && exit.signal() == 0 ? Styles.GOOD : Styles.BAD;
      brush.onBorder(box, box.x() + 1, box.bottom() - 1, exit.words(), style);
    }
  }

  private static void cells(Canvas canvas, Rect area, ScreenSnapshot screen) {
    int rows = Math.min(area.height(), screen.height());
    int columns = Math.min(area.width(), screen.width());
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        int glyph = screen.glyph(x, y);
        if (glyph > 0) {
          canvas.put(area.x() + x, area.y() + y, glyph, screen.style(x, y));
        } else if (glyph < 0) {
          cluster(canvas, area.x() + x, area.y() + y, screen.text(glyph), screen.style(x, y));
        }
      }
    }
  }

  private static void cluster(Canvas canvas, int x, int y, String text, long style) {
    int at = x;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      at = canvas.put(at, y, codePoint, style);
      i += Character.charCount(codePoint);
    }
  }

  private static void marked(
      Painter brush, Rect area, ScreenSnapshot screen, CellSelection marked) {
    for (int y = marked.fromY(); y <= marked.toY() && y < area.height(); y++) {
      int from = y == marked.fromY() ? marked.fromX() : 0;
      int to = y == marked.toY() ? marked.toX() + 1 : screen.width();
      Rect part = new Rect(area.x() + from, area.y() + y, Math.min(to, area.width()) - from, 1);
      brush.canvas.restyle(part, style -> style ^ Style.REVERSE);
    }
  }
}
