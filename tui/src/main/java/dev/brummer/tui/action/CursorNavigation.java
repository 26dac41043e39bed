package dev.brummer.tui.action;

import dev.brummer.tui.key.Action;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.ListCursor;

/// Moves the cursor of whatever has the focus.
final class CursorNavigation {
  private CursorNavigation() {}

  static void perform(Model model, Action.Move move) {
    if (model.overlay() instanceof Overlay.Help help) {
      moveList(help.rows(), move);
    } else if (model.overlay() instanceof Overlay.Palette palette) {
      moveList(palette.rows(), move);
    } else if (model.processesFocused()) {
      moveList(model.processes().cursor(), move);
    } else if (model.tab() == Tab.LOGS) {
      moveLog(model, move);
    } else {
      moveList(model.cursor(model.tab()), move);
    }
  }

  private static void moveList(ListCursor cursor, Action.Move move) {
    int page = cursor.pageSize();
    switch (move) {
      case UP -> cursor.move(-1);
      case DOWN -> cursor.move(1);
      case HALF_UP -> cursor.move(-Math.max(1, page / 2));
      case HALF_DOWN -> cursor.move(Math.max(1, page / 2));
      case PAGE_UP -> cursor.move(-page);
      case PAGE_DOWN -> cursor.move(page);
      case FIRST -> cursor.select(0);
      case LAST -> cursor.select(Integer.MAX_VALUE);
    }
  }

  private static void moveLog(Model model, Action.Move move) {
    int page = Math.max(1, model.log().visibleRows() - 1);
    switch (move) {
      case UP -> model.moveLog(-1);
      case DOWN -> model.moveLog(1);
      case HALF_UP -> model.pageLog(-Math.max(1, page / 2));
      case HALF_DOWN -> model.pageLog(Math.max(1, page / 2));
      case PAGE_UP -> model.pageLog(-page);
      case PAGE_DOWN -> model.pageLog(page);
      case FIRST -> model.firstLog();
      case LAST -> model.log().follow();
    }
  }
}
