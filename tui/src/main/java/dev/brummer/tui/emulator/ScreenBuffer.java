package dev.brummer.tui.emulator;

import dev.brummer.engine.text.TextWidth;
import dev.brummer.tui.paint.GraphemeTable;
import dev.brummer.tui.paint.PackedStyle;

/// Main and alternate screen with the cursor, and all operations that write, move, erase and
/// scroll. Coordinates are zero-based. For any input the cursor stays inside the screen and wide
/// characters stay intact. At least two columns wide.
final class ScreenBuffer {
  private static final int MAX_SCROLLBACK_ROWS = 2000;

  final TerminalModes modes;
  final GraphemeTable graphemeTable = new GraphemeTable();
  final Scrollback scrollback = new Scrollback(MAX_SCROLLBACK_ROWS);
  final Cursor cursor = new Cursor();
  final TabStops tabs = new TabStops();
  private final Cursor saved = new Cursor();
  private final Cursor savedOnMain = new Cursor();
  private CellGrid main;
  private CellGrid alternate;
  private CellGrid cellGrid;
  private int width;
  private int height;
  private int top;
  private int bottom;

  /// Last printed character, for REP; 0 for none.
  private int lastPrinted;

  ScreenBuffer(TerminalModes modes, int width, int height) {
    this.modes = modes;
    this.width = width;
    this.height = height;
    this.bottom = height - 1;
    main = new CellGrid(width, height, scrollback);
    alternate = new CellGrid(width, height, null);
    cellGrid = main;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  boolean isOnAlternate() {
    return cellGrid == alternate;
  }

  CellRow row(int y) {
    return cellGrid.rows[y];
  }

  int top() {
    return top;
  }

  int bottom() {
    return bottom;
  }

  /// Style of erased cells: the current background (BCE).
  private long blankStyle() {
    return PackedStyle.backgroundOnly(cursor.style);
  }

  void reset() {
    leaveAlternate(false);
    cursor.reset();
    saved.reset();
    tabs.reset();
    setMargins(0, height - 1);
    main.clear(PackedStyle.PLAIN);
    alternate.clear(PackedStyle.PLAIN);
  }

  void softReset() {
    cursor.style = PackedStyle.PLAIN;
    cursor.originMode = false;
    cursor.charsets.reset();
    saved.reset();
    top = 0;
    bottom = height - 1;
  }

  /// Writes printable ASCII.
  void printAscii(byte[] bytes, int from, int to) {
    if (!cursor.charsets.isAscii() || modes.isSet(TerminalModes.INSERT)) {
      for (int i = from; i < to; i++) {
        print(bytes[i]);
      }
      return;
    }
    int at = from;
    while (at < to) {
      wrapIfPending();
      int count = Math.min(width - cursor.x, to - at);
      cellGrid.rows[cursor.y].put(cursor.x, bytes, at, count, cursor.style);
      at += count;
      advance(count);
      if (at < to
          && !cursor.wrapPending
          && cursor.x == width - 1
          && !modes.isSet(TerminalModes.AUTO_WRAP)) {
        at = to - 1; // all the rest overwrites the last column
      }
    }
    lastPrinted = bytes[to - 1];
  }

  void print(int codePoint) {
    int glyph = cursor.charsets.translate(codePoint);
    int columns = TextWidth.of(glyph);
    if (columns == 0) {
      combine(glyph);
      return;
    }
    wrapIfPending();
    if (columns == 2 && cursor.x == width - 1) {
      if (!modes.isSet(TerminalModes.AUTO_WRAP)) {
        return;
      }
      cursor.wrapPending = true;
      wrapIfPending();
    }
    CellRow row = cellGrid.rows[cursor.y];
    if (modes.isSet(TerminalModes.INSERT)) {
      row.insert(cursor.x, columns, cursor.style);
    }
    if (columns == 2) {
      row.putWide(cursor.x, glyph, cursor.style);
    } else {
      row.put(cursor.x, glyph, cursor.style);
    }
    advance(columns);
    lastPrinted = codePoint;
  }

  private void advance(int columns) {
    cursor.x += columns;
    if (cursor.x >= width) {
      cursor.x = width - 1;
      cursor.wrapPending = modes.isSet(TerminalModes.AUTO_WRAP);
    }
  }

  private void wrapIfPending() {
    if (cursor.wrapPending) {
      cellGrid.rows[cursor.y].wrapped = true;
      cursor.x = 0;
      index();
    }
  }

  /// Adds a combining mark to the character before the cursor.
  private void combine(int codePoint) {
    int x = cursor.wrapPending ? cursor.x : cursor.x - 1;
    if (x < 0 || !TextWidth.isMark(codePoint)) {
      return;
    }
    CellRow row = cellGrid.rows[cursor.y];
    x -= row.glyphs[x] == CellRow.TAIL && x > 0 ? 1 : 0;
    row.glyphs[x] = graphemeTable.withMark(row.glyphs[x], codePoint);
  }

  void repeatLast(int count) {
    for (int i = Math.min(count, width * height); i > 0 && lastPrinted != 0; i--) {
      print(lastPrinted);
    }
  }

  /// Moves down one row; at the bottom margin the scroll region scrolls up.
  void index() {
    cursor.wrapPending = false;
    if (cursor.y == bottom) {
      cellGrid.scrollUp(top, bottom, 1, blankStyle());
    } else if (cursor.y < height - 1) {
      cursor.y++;
    }
  }

  void reverseIndex() {
    cursor.wrapPending = false;
    if (cursor.y == top) {
      cellGrid.scrollDown(top, bottom, 1, blankStyle());
    } else if (cursor.y > 0) {
      cursor.y--;
    }
  }

  void carriageReturn() {
    cursor.x = 0;
    cursor.wrapPending = false;
  }

  void backspace() {
    boolean wrapsBack =
        modes.isSet(TerminalModes.REVERSE_WRAP)
            && modes.isSet(TerminalModes.AUTO_WRAP)
            && cursor.x == 0
            && cursor.y > top;
    if (wrapsBack) {
      cursor.x = width - 1;
      cursor.y--;
    } else if (cursor.x > 0) {
      cursor.x--;
    }
    cursor.wrapPending = false;
  }

  /// @param count number of tab stops, negative for backwards
  void tab(int count) {
    int n = Math.clamp(count, -width, width);
    for (int i = 0; i < Math.abs(n); i++) {
      cursor.x = n > 0 ? tabs.next(cursor.x, width) : tabs.previous(cursor.x);
    }
    cursor.wrapPending = false;
  }

  /// Moves up or down, stopping at the margin when the cursor is inside it.
  void moveRows(int by) {
    int lowest = cursor.y <= bottom ? bottom : height - 1;
    int highest = cursor.y >= top ? top : 0;
    cursor.y = Math.clamp((long) cursor.y + by, highest, lowest);
    cursor.wrapPending = false;
  }

  void moveColumns(int by) {
    moveToColumn(cursor.x + by);
  }

  void moveToColumn(int x) {
    cursor.x = Math.clamp(x, 0, width - 1);
    cursor.wrapPending = false;
  }

  /// Moves to an absolute row, or to one relative to the top margin in origin mode.
  void moveToRow(int y) {
    cursor.y =
        cursor.originMode ? Math.clamp((long) y + top, top, bottom) : Math.clamp(y, 0, height - 1);
    cursor.wrapPending = false;
  }

  void setOriginMode(boolean on) {
    cursor.originMode = on;
    moveToColumn(0);
    moveToRow(0);
  }

  /// Sets the scroll region and homes the cursor. Ignored when the region is invalid.
  void setMargins(int first, int last) {
    int end = Math.min(last, height - 1);
    if (first < end) {
      top = first;
      bottom = end;
      moveToColumn(0);
      moveToRow(0);
    } else if (height == 1) {
      top = 0;
      bottom = 0;
    }
  }

  /// @param mode 0 cursor to end, 1 start to cursor, 2 whole screen, 3 scrollback
  void eraseInDisplay(int mode) {
    switch (mode) {
      case 0 -> {
        eraseInLine(0);
        eraseRows(cursor.y + 1, height);
      }
      case 1 -> {
        eraseInLine(1);
        eraseRows(0, cursor.y);
      }
      case 2 -> eraseRows(0, height);
      case 3 -> scrollback.clear();
      default -> {}
    }
  }

  private void eraseRows(int from, int to) {
    for (int y = from; y < to; y++) {
      cellGrid.rows[y].clear(blankStyle());
    }
  }

  /// @param mode 0 cursor to end, 1 start to cursor, 2 whole line
  void eraseInLine(int mode) {
    CellRow row = cellGrid.rows[cursor.y];
    switch (mode) {
      case 0 -> row.clear(cursor.x, width, blankStyle());
      case 1 -> row.clear(0, cursor.x + 1, blankStyle());
      case 2 -> row.clear(blankStyle());
      default -> {}
    }
    cursor.wrapPending = false;
  }

  void eraseCharacters(int count) {
    cellGrid.rows[cursor.y].clear(
        cursor.x, (int) Math.min(width, (long) cursor.x + count), blankStyle());
    cursor.wrapPending = false;
  }

  void insertCharacters(int count) {
    cellGrid.rows[cursor.y].insert(cursor.x, count, blankStyle());
    cursor.wrapPending = false;
  }

  void deleteCharacters(int count) {
    cellGrid.rows[cursor.y].delete(cursor.x, count, blankStyle());
    cursor.wrapPending = false;
  }

  void insertLines(int count) {
    if (isInScrollRegion()) {
      cellGrid.scrollDown(cursor.y, bottom, count, blankStyle());
      carriageReturn();
    }
  }

  void deleteLines(int count) {
    if (isInScrollRegion()) {
      cellGrid.deleteRows(cursor.y, bottom, count, blankStyle());
      carriageReturn();
    }
  }

  private boolean isInScrollRegion() {
    return cursor.y >= top && cursor.y <= bottom;
  }

  void scrollUp(int count) {
    cellGrid.scrollUp(top, bottom, count, blankStyle());
  }

  void scrollDown(int count) {
    cellGrid.scrollDown(top, bottom, count, blankStyle());
  }

  /// DECALN: fills the screen with `E`.
  void fillWithE() {
    setMargins(0, height - 1);
    for (CellRow row : cellGrid.rows) {
      row.clear(PackedStyle.PLAIN);
      java.util.Arrays.fill(row.glyphs, 'E');
    }
    moveToColumn(0);
    moveToRow(0);
  }

  void saveCursor() {
    saved.copyFrom(cursor);
  }

  void restoreCursor() {
    cursor.copyFrom(saved);
    cursor.clamp(width, height);
  }

  void enterAlternate(boolean clear) {
    if (cellGrid == main) {
      savedOnMain.copyFrom(saved);
      cellGrid = alternate;
    }
    if (clear) {
      alternate.clear(blankStyle());
    }
  }

  void leaveAlternate(boolean withCursor) {
    if (cellGrid == alternate) {
      cellGrid = main;
      saved.copyFrom(savedOnMain);
      if (withCursor) {
        restoreCursor();
      }
    }
  }

  /// Changes the size: the main screen is rewrapped, the alternate screen is truncated.
  void resize(int columns, int lines) {
    if (columns == width && lines == height) {
      return;
    }
    new Reflow(scrollback, columns, lines).apply(main, cellGrid == main ? cursor : savedOnMain);
    alternate.resize(columns, lines);
    width = columns;
    height = lines;
    top = 0;
    bottom = lines - 1;
    cursor.clamp(columns, lines);
    saved.clamp(columns, lines);
    savedOnMain.clamp(columns, lines);
  }
}
