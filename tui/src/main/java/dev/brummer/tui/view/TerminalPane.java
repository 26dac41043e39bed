package dev.brummer.tui.view;

import dev.brummer.engine.text.TextWidth;
import dev.brummer.tui.emulator.ScreenSnapshot;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.TerminalSelection;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.PackedStyle;
import dev.brummer.tui.paint.Rect;
import org.jspecify.annotations.Nullable;

/// The screen of an interactive process, in place of the active view.
final class TerminalPane {
  private TerminalPane() {}

  static void paint(Model model, ViewCanvas viewCanvas, Rect box, Overlay.Interactive interactive) {
    Rect inside = box.inset();
    ScreenSnapshot screen = interactive.screen();
    ProcessRow row = model.processes().row(interactive.process());
    boolean alive = row != null && row.state().alive();
    viewCanvas.canvas.box(box, alive ? Styles.WARNING : Styles.BORDER);
    String name = model.name(interactive.process());
    int x =
        viewCanvas.borderText(
            box, box.x() + 1, box.y(), name, Styles.processName(interactive.process()));
    if (alive) {
      x = viewCanvas.borderText(box, x - 1, box.y(), "· interactive", Styles.WARNING);
      x = viewCanvas.borderText(box, x - 1, box.y(), "· Ctrl-A to leave", Styles.MUTED);
      paintTitle(viewCanvas, box, x, screen.title());
      paintScrollOffset(viewCanvas, box, screen);
    } else {
      viewCanvas.borderText(
          box, x - 1, box.y(), "· exited · press any key to return", Styles.WARNING);
      paintExit(viewCanvas, box, row);
    }
    viewCanvas.hitRegions.add(
        HitRegions.RegionKind.SCREEN, HitRegions.packCell(inside.x(), inside.y()), inside);
    paintCells(viewCanvas.canvas, inside, screen);
    paintSelection(viewCanvas, inside, screen, interactive.selection());
    boolean visible = screen.cursorX() < inside.width() && screen.cursorY() < inside.height();
    if (alive && screen.cursorX() >= 0 && visible) {
      viewCanvas.canvas.cursor(
          inside.x() + screen.cursorX(), inside.y() + screen.cursorY(), screen.cursorShape());
    }
  }

  private static void paintTitle(ViewCanvas viewCanvas, Rect box, int after, String title) {
    int room = box.right() - 3 - after;
    if (!title.isEmpty() && room > 8) {
      int width = Math.min(room - 2, TextWidth.of(title));
      viewCanvas.borderText(box, box.right() - 4 - width, box.y(), title, Styles.MUTED);
    }
  }

  private static void paintScrollOffset(ViewCanvas viewCanvas, Rect box, ScreenSnapshot screen) {
    if (screen.scrollOffset() > 0) {
      String text = "scrolled back " + screen.scrollOffset() + " of " + screen.scrollbackSize();
      viewCanvas.borderText(
          box, box.x() + 1, box.bottom() - 1, text + " rows · type to return", Styles.ACCENT);
    }
  }

  private static void paintExit(ViewCanvas viewCanvas, Rect box, @Nullable ProcessRow row) {
    ProcessRow.Exit exit = row == null ? null : row.lastExit();
    if (exit != null) {
      long style = exit.code() == 0 && exit.signal() == 0 ? Styles.SUCCESS : Styles.ERROR;
      viewCanvas.borderText(box, box.x() + 1, box.bottom() - 1, exit.describe(), style);
    }
  }

  private static void paintCells(Canvas canvas, Rect area, ScreenSnapshot screen) {
    int rows = Math.min(area.height(), screen.height());
    int columns = Math.min(area.width(), screen.width());
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        int glyph = screen.glyph(x, y);
        if (glyph > 0) {
          canvas.put(area.x() + x, area.y() + y, glyph, screen.style(x, y));
        } else if (glyph < 0) {
          paintCluster(canvas, area.x() + x, area.y() + y, screen.text(glyph), screen.style(x, y));
        }
      }
    }
  }

  private static void paintCluster(Canvas canvas, int x, int y, String text, long style) {
    int at = x;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      at = canvas.put(at, y, codePoint, style);
      i += Character.charCount(codePoint);
    }
  }

  private static void paintSelection(
      ViewCanvas viewCanvas,
      Rect area,
      ScreenSnapshot screen,
      TerminalSelection terminalSelection) {
    for (int y = terminalSelection.fromY();
        y <= terminalSelection.toY() && y < area.height();
        y++) {
      int from = y == terminalSelection.fromY() ? terminalSelection.fromX() : 0;
      int to = y == terminalSelection.toY() ? terminalSelection.toX() + 1 : screen.width();
      Rect part = new Rect(area.x() + from, area.y() + y, Math.min(to, area.width()) - from, 1);
      viewCanvas.canvas.restyle(part, style -> style ^ PackedStyle.REVERSE);
    }
  }
}
