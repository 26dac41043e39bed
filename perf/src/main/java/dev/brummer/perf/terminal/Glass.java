package dev.brummer.perf.terminal;

import java.util.Arrays;

/// What a terminal shows, characters only: enough of a terminal for programs that draw with cursor
/// addressing. Not synchronized: its owner sees to that.
final class Glass {
  private static final int ESC = 0x1b;
  private static final int BEL = 7;

  private enum State {
    TEXT,
    ESCAPE,
    CHARSET,
    CSI,
    STRING,
    STRING_ESCAPE
  }

  private final int columns;
  private final int rows;
  private final int[][] cells;
  private final StringBuilder parameters = new StringBuilder();
  private State state = State.TEXT;
  private int x;
  private int y;
  private int savedX;
  private int savedY;
  private int codePoint;
  private int more;

  Glass(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
    this.cells = new int[rows][columns];
    erase(0, rows * columns);
  }

  /// A row from 0, all its columns.
  String row(int number) {
    return new String(cells[number], 0, columns);
  }

  void write(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      next(bytes[i] & 0xff);
    }
  }

  private void next(int b) {
    switch (state) {
      case TEXT -> text(b);
      case ESCAPE -> escape(b);
      case CHARSET -> state = State.TEXT;
      case CSI -> {
        if (b >= 0x40 && b < 0x7f) {
          state = State.TEXT;
          control((char) b);
        } else {
          parameters.append((char) b);
        }
      }
      case STRING -> state = b == BEL ? State.TEXT : b == ESC ? State.STRING_ESCAPE : State.STRING;
      case STRING_ESCAPE -> state = State.TEXT;
    }
  }

  private void escape(int b) {
    state = State.TEXT;
    switch (b) {
      case '[' -> {
        parameters.setLength(0);
        state = State.CSI;
      }
      case ']', 'P', '_', '^', 'X' -> state = State.STRING;
      case '(', ')' -> state = State.CHARSET;
      case '7' -> save();
      case '8' -> restore();
      default -> {}
    }
  }

  private void text(int b) {
    if (b == ESC) {
      state = State.ESCAPE;
    } else if (b == '\r') {
      x = 0;
    } else if (b == '\n') {
      lineFeed();
    } else if (b == '\b') {
      x = Math.max(0, x - 1);
    } else if (b >= ' ') {
      utf8(b);
    }
  }

  private void utf8(int b) {
    if (b < 0x80) {
      more = 0;
      print(b);
    } else if (b >= 0xc0) {
      more = b >= 0xf0 ? 3 : b >= 0xe0 ? 2 : 1;
      codePoint = b & (0x3f >> more);
    } else if (more > 0) {
      codePoint = codePoint << 6 | b & 0x3f;
      if (--more == 0) {
        print(codePoint);
      }
    }
  }

  private void print(int character) {
    if (x >= columns) {
      x = 0;
      lineFeed();
    }
    cells[y][x++] = character;
  }

  private void lineFeed() {
    if (y < rows - 1) {
      y++;
      return;
    }
    int[] top = cells[0];
    System.arraycopy(cells, 1, cells, 0, rows - 1);
    Arrays.fill(top, ' ');
    cells[rows - 1] = top;
  }

  private void control(char last) {
    switch (last) {
      case 'H', 'f' -> {
        y = Math.clamp(number(0, 1) - 1L, 0, rows - 1);
        x = Math.clamp(number(1, 1) - 1L, 0, columns - 1);
      }
      case 'A' -> y = Math.max(0, y - number(0, 1));
      case 'B' -> y = Math.min(rows - 1, y + number(0, 1));
      case 'C' -> x = Math.min(columns - 1, x + number(0, 1));
      case 'D' -> x = Math.max(0, x - number(0, 1));
      case 'G' -> x = Math.clamp(number(0, 1) - 1L, 0, columns - 1);
      case 'd' -> y = Math.clamp(number(0, 1) - 1L, 0, rows - 1);
      case 'J' -> erase(number(0, 0) == 0 ? y * columns + x : 0, rows * columns);
      case 'K' -> erase(number(0, 0) == 0 ? y * columns + x : y * columns, (y + 1) * columns);
      case 'X' ->
          erase(y * columns + x, Math.min((y + 1) * columns, y * columns + x + number(0, 1)));
      case 'h', 'l' -> {
        if (parameters.toString().contains("1049")) {
          erase(
              0,
              rows * columns); // the alternate screen begins empty, and nobody looks at the other
        }
      }
      case 's' -> save();
      case 'u' -> restore();
      default -> {}
    }
  }

  private void save() {
    savedX = x;
    savedY = y;
  }

  private void restore() {
    x = savedX;
    y = savedY;
  }

  private void erase(int from, int to) {
    for (int i = from; i < to; i++) {
      cells[i / columns][i % columns] = ' ';
    }
  }

  private int number(int place, int otherwise) {
    String[] numbers = parameters.toString().split(";", -1);
    if (place >= numbers.length || !numbers[place].matches("[0-9]{1,5}")) {
      return otherwise;
    }
    return Math.max(otherwise, Integer.parseInt(numbers[place]));
  }
}
