package dev.brummer.tui.emulator;

import dev.brummer.tui.paint.GraphemeTable;
import dev.brummer.tui.paint.Style;
import dev.brummer.tui.paint.TextWidth;

/// The two screens, the cursor, and everything that writes, moves, erases and scrolls. Coordinates
/// count from 0. Whatever it is asked, the cursor stays inside and wide characters stay whole. At
/// least two columns wide.
final class ScreenBuffer {
  private static final int HISTORY = 2000;

  final TerminalModes modes;
  final GraphemeTable clusters = new GraphemeTable();
  final Scrollback history = new Scrollback(HISTORY);
  final Cursor cursor = new Cursor();
  final TabStops tabs = new TabStops();
  private final Cursor saved = new Cursor();
  private final Cursor savedOnMain = new Cursor();
  private CellGrid main;
  private CellGrid alternate;
  private CellGrid page;
  private int width;
  private int height;
  private int top;
  private int bottom;

  /// The last character written, for its repetition; 0 if there was none.
  private int repeatable;

  ScreenBuffer(TerminalModes modes, int width, int height) {
    this.modes = modes;
    this.width = width;
    this.height = height;
    this.bottom = height - 1;
    main = new CellGrid(width, height, history);
    alternate = new CellGrid(width, height, null);
    page = main;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  boolean onAlternate() {
    return page == alternate;
  }

  Row row(int y) {
    return page.rows[y];
  }

  int top() {
    return top;
  }

  int bottom() {
    return bottom;
  }

  /// Blanks have the background of what is written: BCE.
  private long blank() {
    return Style.backgroundOnly(cursor.style);
  }

  void reset() {
    leaveAlternate(false);
    cursor.reset();
    saved.reset();
    tabs.reset();
    margins(0, height - 1);
    main.clear(Style.PLAIN);
    alternate.clear(Style.PLAIN);
  }

  void softReset() {
    cursor.style = Style.PLAIN;
    cursor.origin = false;
    cursor.charsets.reset();
    saved.reset();
    top = 0;
    bottom = height - 1;
  }

  /// Writes printable ASCII.
  void run(byte[] bytes, int from, int to) {
    if (!cursor.charsets.plain() || modes.is(TerminalModes.INSERT)) {
      for (int i = from; i < to; i++) {
        print(bytes[i]);
      }
      return;
    }
    int at = from;
    while (at < to) {
      wrapIfDue();
      int count = Math.min(width - cursor.x, to - at);
      page.rows[cursor.y].put(cursor.x, bytes, at, count, cursor.style);
      at += count;
      advance(count);
      if (at < to && !cursor.atEdge && cursor.x == width - 1 && !modes.is(TerminalModes.WRAP)) {
        at = to - 1; // all the rest overwrites the last column
      }
    }
    repeatable = bytes[to - 1];
  }

  void print(int codePoint) {
    int glyph = cursor.charsets.translate(codePoint);
    int columns = TextWidth.of(glyph);
    if (columns == 0) {
      mark(glyph);
      return;
    }
    wrapIfDue();
    if (columns == 2 && cursor.x == width - 1) {
      if (!modes.is(TerminalModes.WRAP)) {
        return;
      }
      cursor.atEdge = true;
      wrapIfDue();
    }
    Row row = page.rows[cursor.y];
    if (modes.is(TerminalModes.INSERT)) {
      row.insert(cursor.x, columns, cursor.style);
    }
    if (columns == 2) {
      row.putWide(cursor.x, glyph, cursor.style);
    } else {
      row.put(cursor.x, glyph, cursor.style);
    }
    advance(columns);
    repeatable = codePoint;
  }

  private void advance(int columns) {
    cursor.x += columns;
    if (cursor.x >= width) {
      cursor.x = width - 1;
      cursor.atEdge = modes.is(TerminalModes.WRAP);
    }
  }

  private void wrapIfDue() {
    if (cursor.atEdge) {
      page.rows[cursor.y].wraps = true;
      cursor.x = 0;
      index();
    }
  }

  /// A combining mark joins the character before the cursor.
  private void mark(int codePoint) {
    int x = cursor.atEdge ? cursor.x : cursor.x - 1;
    if (x < 0 || !TextWidth.isMark(codePoint)) {
      return;
    }
    Row row = page.rows[cursor.y];
    x -= row.glyphs[x] == Row.TAIL && x > 0 ? 1 : 0;
    row.glyphs[x] = clusters.with(row.glyphs[x], codePoint);
  }

  void repeat(int count) {
    for (int i = Math.min(count, width * height); i > 0 && repeatable != 0; i--) {
      print(repeatable);
    }
  }

  /// Down one row; at the bottom margin the region scrolls.
  void index() {
    cursor.atEdge = false;
    if (cursor.y == bottom) {
      page.scrollUp(top, bottom, 1, blank());
    } else if (cursor.y < height - 1) {
      cursor.y++;
    }
  }

  void reverseIndex() {
    cursor.atEdge = false;
    if (cursor.y == top) {
      page.scrollDown(top, bottom, 1, blank());
    } else if (cursor.y > 0) {
      cursor.y--;
    }
  }

  void carriageReturn() {
    cursor.x = 0;
    cursor.atEdge = false;
  }

  void backspace() {
    boolean wrapsBack =
        modes.is(TerminalModes.REVERSE_WRAP)
            && modes.is(TerminalModes.WRAP)
            && cursor.x == 0
            && cursor.y > top;
    if (wrapsBack) {
      cursor.x = width - 1;
      cursor.y--;
    } else if (cursor.x > 0) {
      cursor.x--;
    }
    cursor.atEdge = false;
  }

  /// @param count backwards if negative
  void tab(int count) {
    int n = Math.clamp(count, -width, width);
    for (int i = 0; i < Math.abs(n); i++) {
      cursor.x = n > 0 ? tabs.next(cursor.x, width) : tabs.previous(cursor.x);
    }
    cursor.atEdge = false;
  }

  /// Up or down, not over the margin if it is inside.
  void rows(int by) {
    int lowest = cursor.y <= bottom ? bottom : height - 1;
    int highest = cursor.y >= top ? top : 0;
    cursor.y = Math.clamp((long) cursor.y + by, highest, lowest);
    cursor.atEdge = false;
  }

  void columns(int by) {
    column(cursor.x + by);
  }

  void column(int x) {
    cursor.x = Math.clamp(x, 0, width - 1);
    cursor.atEdge = false;
  }

  /// Absolute, or from the margin where the origin is there.
  void line(int y) {
    cursor.y =
        cursor.origin ? Math.clamp((long) y + top, top, bottom) : Math.clamp(y, 0, height - 1);
    cursor.atEdge = false;
  }

  void origin(boolean on) {
    cursor.origin = on;
    column(0);
    line(0);
  }

  /// Sets the scrolling region and goes home; nothing if it is none.
  void margins(int first, int last) {
    int end = Math.min(last, height - 1);
    if (first < end) {
      top = first;
      bottom = end;
      column(0);
      line(0);
    } else if (height == 1) {
      top = 0;
      bottom = 0;
    }
  }

  /// @param what 0 from the cursor on, 1 up to it, 2 all, 3 the history
  void eraseInDisplay(int what) {
    switch (what) {
      case 0 -> {
        eraseInLine(0);
        eraseRows(cursor.y + 1, height);
      }
      case 1 -> {
        eraseInLine(1);
        eraseRows(0, cursor.y);
      }
      case 2 -> eraseRows(0, height);
      case 3 -> history.clear();
      default -> {}
    }
  }

  private void eraseRows(int from, int to) {
    for (int y = from; y < to; y++) {
      page.rows[y].clear(blank());
    }
  }

  /// @param what 0 from the cursor on, 1 up to it, 2 all
  void eraseInLine(int what) {
    Row row = page.rows[cursor.y];
    switch (what) {
      case 0 -> row.clear(cursor.x, width, blank());
      case 1 -> row.clear(0, cursor.x + 1, blank());
      case 2 -> row.clear(blank());
      default -> {}
    }
    cursor.atEdge = false;
  }

  void eraseCharacters(int count) {
    page.rows[cursor.y].clear(cursor.x, (int) Math.min(width, (long) cursor.x + count), blank());
    cursor.atEdge = false;
  }

  void insertCharacters(int count) {
    page.rows[cursor.y].insert(cursor.x, count, blank());
    cursor.atEdge = false;
  }

  void deleteCharacters(int count) {
    page.rows[cursor.y].delete(cursor.x, count, blank());
    cursor.atEdge = false;
  }

  void insertLines(int count) {
    if (inRegion()) {
      page.scrollDown(cursor.y, bottom, count, blank());
      carriageReturn();
    }
  }

  void deleteLines(int count) {
    if (inRegion()) {
      page.dropRows(cursor.y, bottom, count, blank());
      carriageReturn();
    }
  }

  private boolean inRegion() {
    return cursor.y >= top && cursor.y <= bottom;
  }

  void scrollUp(int count) {
    page.scrollUp(top, bottom, count, blank());
  }

  void scrollDown(int count) {
    page.scrollDown(top, bottom, count, blank());
  }

  /// DECALN: the whole screen full of `E`.
  void fillWithE() {
    margins(0, height - 1);
    for (Row row : page.rows) {
      row.clear(Style.PLAIN);
      java.util.Arrays.fill(row.glyphs, 'E');
    }
    column(0);
    line(0);
  }

  void save() {
    saved.take(cursor);
  }

  void restore() {
    cursor.take(saved);
    cursor.clamp(width, height);
  }

  void enterAlternate(boolean clear) {
    if (page == main) {
      savedOnMain.take(saved);
      page = alternate;
    }
    if (clear) {
      alternate.clear(blank());
    }
  }

  void leaveAlternate(boolean withCursor) {
    if (page == alternate) {
      page = main;
      saved.take(savedOnMain);
      if (withCursor) {
        restore();
      }
    }
  }

  /// Takes another size: the main screen flows anew, the alternate one is cut.
  void resize(int columns, int lines) {
    if (columns == width && lines == height) {
      return;
    }
    new Reflow(history, columns, lines).apply(main, page == main ? cursor : savedOnMain);
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
