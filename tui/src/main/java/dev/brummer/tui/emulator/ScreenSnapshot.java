package dev.brummer.tui.emulator;

import dev.brummer.tui.paint.GraphemeTable;
import dev.brummer.tui.paint.PackedStyle;

/// Snapshot of the emulator's screen: cells, cursor, title and input modes. Not thread-safe; reused
/// for every frame.
public final class ScreenSnapshot {
  private int width;
  private int height;
  private int[] glyphs = {};
  private long[] styles = {};
  private boolean[] wrapped = {};
  private GraphemeTable graphemeTable = new GraphemeTable();
  private int cursorX = -1;
  private int cursorY = -1;
  private int shape;
  private int scrollOffset;
  private int scrollbackSize;
  private boolean alternate;
  private String title = "";
  private InputModes inputModes = InputModes.NONE;

  void capture(
      ScreenBuffer screenBuffer, TerminalModes modes, String name, int cursorShape, int offset) {
    resize(screenBuffer.width(), screenBuffer.height());
    graphemeTable = screenBuffer.graphemeTable;
    scrollOffset = offset;
    scrollbackSize = screenBuffer.isOnAlternate() ? 0 : screenBuffer.scrollback.size();
    alternate = screenBuffer.isOnAlternate();
    title = name;
    shape = cursorShape;
    inputModes = InputModes.of(modes, alternate);
    boolean reversed = modes.isSet(TerminalModes.REVERSE_SCREEN);
    for (int y = 0; y < height; y++) {
      int at = screenBuffer.scrollback.size() - scrollOffset + y;
      row(
          y,
          y < scrollOffset ? screenBuffer.scrollback.get(at) : screenBuffer.row(y - scrollOffset),
          reversed);
    }
    int row = screenBuffer.cursor.y + scrollOffset;
    boolean shown = modes.isSet(TerminalModes.CURSOR_VISIBLE) && row < height;
    cursorX = shown ? screenBuffer.cursor.x : -1;
    cursorY = row;
  }

  private void resize(int columns, int rows) {
    if (columns != width || rows != height) {
      width = columns;
      height = rows;
      glyphs = new int[columns * rows];
      styles = new long[columns * rows];
      wrapped = new boolean[rows];
    }
  }

  private void row(int y, CellRow row, boolean reversed) {
    int count = Math.min(width, row.width());
    System.arraycopy(row.glyphs, 0, glyphs, y * width, count);
    System.arraycopy(row.styles, 0, styles, y * width, count);
    wrapped[y] = row.wrapped;
    if (reversed) {
      for (int i = y * width; i < y * width + count; i++) {
        styles[i] ^= PackedStyle.REVERSE;
      }
    }
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /// Glyph of a cell: a code point, a negative number to be passed to [#text], or 0 for the right
  /// half of a wide character. Concealed cells are blank.
  public int glyph(int x, int y) {
    int index = y * width + x;
    boolean hidden = (styles[index] & PackedStyle.HIDDEN) != 0 && glyphs[index] != CellRow.TAIL;
    return hidden ? ' ' : glyphs[index];
  }

  public String text(int glyph) {
    return graphemeTable.text(glyph);
  }

  public long style(int x, int y) {
    return styles[y * width + x];
  }

  /// Column of the cursor, -1 while hidden.
  public int cursorX() {
    return cursorX;
  }

  public int cursorY() {
    return cursorY;
  }

  /// DECSCUSR shape: 0 terminal default, 1 and 2 block, 3 and 4 underline, 5 and 6 bar.
  public int cursorShape() {
    return shape;
  }

  /// Number of scrollback rows shown at the top.
  public int scrollOffset() {
    return scrollOffset;
  }

  /// Number of rows in the scrollback.
  public int scrollbackSize() {
    return scrollbackSize;
  }

  /// Whether the alternate screen is active.
  public boolean isAlternate() {
    return alternate;
  }

  public String title() {
    return title;
  }

  public InputModes inputModes() {
    return inputModes;
  }

  /// Returns the text between two cells (inclusive). Wrapped rows are joined.
  public String text(int fromX, int fromY, int toX, int toY) {
    StringBuilder out = new StringBuilder();
    for (int y = Math.max(0, fromY); y <= Math.min(toY, height - 1); y++) {
      int from = y == fromY ? fromX : 0;
      int to = y == toY ? toX + 1 : width;
      int start = out.length();
      append(out, y, Math.max(0, from), Math.min(to, width));
      if (y < toY && !wrapped[y]) {
        trim(out, start);
        out.append('\n');
      }
      if (y == toY) {
        trim(out, start);
      }
    }
    return out.toString();
  }

  private void append(StringBuilder out, int y, int from, int to) {
    for (int x = from; x < to; x++) {
      int glyph = glyph(x, y);
      if (glyph != CellRow.TAIL) {
        out.append(glyph < 0 ? graphemeTable.text(glyph) : Character.toString(glyph));
      }
    }
  }

  private static void trim(StringBuilder out, int start) {
    while (out.length() > start && out.charAt(out.length() - 1) == ' ') {
      out.setLength(out.length() - 1);
    }
  }

  /// Returns all rows without trailing blanks.
  public String screenText() {
    StringBuilder out = new StringBuilder();
    for (int y = 0; y < height; y++) {
      int start = out.length();
      append(out, y, 0, width);
      trim(out, start);
      out.append('\n');
    }
    return out.toString();
  }
}
