package dev.brummer.tui.action;

import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.ListCursor;

/// Moves the cursor of the focused list or log. Confined to the thread `tui`.
public final class CursorNavigation {
  private CursorNavigation() {}

  /// A cursor movement. A page is the number of visible rows.
  public enum Move {
    UP,
    DOWN,
    HALF_UP,
    HALF_DOWN,
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST
  }

  public static void move(Model model, Move move) {
    ListCursor dialogRows = model.overlay().rows();
    if (dialogRows != null) {
      moveList(dialogRows, move);
    } else if (model.processesFocused()) {
      moveList(model.processes().cursor(), move);
    } else if (model.tab() == Tab.LOGS) {
      moveLog(model, move);
    } else {
      moveList(model.cursor(model.tab()), move);
    }
  }

  private static void moveList(ListCursor cursor, Move move) {
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

  private static void moveLog(Model model, Move move) {
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
