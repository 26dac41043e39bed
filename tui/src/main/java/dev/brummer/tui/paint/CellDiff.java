package dev.brummer.tui.paint;

import dev.brummer.engine.text.TerminalCharacters;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Encodes the difference between the displayed frame and the next one as terminal output.
///
/// A frame is encoded into one byte array and written with one call. The cursor is repositioned
/// after every character whose width differs between terminals (wide, clusters, astral), so a wrong
/// width estimate corrupts one cell, not a line. Confined to the `tui` thread. Allocates nothing
/// once the array has reached its final size.
///
/// The gate between cells and terminal: a glyph that [TerminalCharacters] does not show becomes
/// U+FFFD, whatever the canvas contains; the only sequences are those of this class.
public final class CellDiff {
  private static final byte[] BEGIN_UPDATE = ascii("\033[?2026h");
  private static final byte[] END_UPDATE = ascii("\033[?2026l");
  private static final byte[] CLEAR = ascii("\033[0m\033[2J");
  private static final byte[] HIDE_CURSOR = ascii("\033[?25l");
  private static final byte[] SHOW_CURSOR = ascii("\033[?25h");
  private static final byte[] ERASE_LINE = ascii("\033[K");

  private static final int REPLACEMENT = 0xFFFD;

  /// Minimum number of trailing blanks for which erasing is shorter than writing them.
  private static final int MIN_ERASED_CELLS = 4;

  private final ColourDepth colours;
  private ColourPalette palette = ColourPalette.ofTerminal();
  private byte[] bytes = new byte[1 << 14];
  private int length;
  private int[] glyphs = {};
  private long[] styles = {};
  private int width;
  private int height;
  private boolean invalid = true;
  private boolean cursorVisible;
  private int cursorX = -1;
  private int cursorY = -1;
  private int cursorShape;

  /// Cache of the last style translation; neighbouring cells mostly share a style.
  private long lastStyle = PackedStyle.PLAIN;

  private long lastTranslated;

  /// Cursor position and current style of the terminal; -1 when unknown.
  private int penX = -1;

  private int penY = -1;
  private long penStyle = -1;

  public CellDiff(ColourDepth colours) {
    this.colours = colours;
  }

  /// Sets the palette, which takes effect with the next frame.
  public void palette(ColourPalette other) {
    palette = other;
    lastTranslated = translate(lastStyle);
  }

  /// Discards the displayed state: the next frame is encoded in full.
  public void invalidate() {
    invalid = true;
  }

  /// Encodes the output that displays `next`.
  ///
  /// @return number of valid bytes in [#bytes]; 0 when the terminal already shows the frame
  public int encode(Canvas next) {
    length = 0;
    add(BEGIN_UPDATE);
    penX = -1;
    penStyle = -1;
    if (invalid || next.width() != width || next.height() != height) {
      clearScreen(next);
    }
    for (int y = 0; y < height; y++) {
      encodeRow(next, y);
    }
    if (length > BEGIN_UPDATE.length && penStyle != PackedStyle.PLAIN) {
      style(PackedStyle.PLAIN);
    }
    encodeCursor(next);
    if (length == BEGIN_UPDATE.length) {
      return 0;
    }
    add(END_UPDATE);
    return length;
  }

  /// The encoded bytes of the last frame. The array is reused by the next one.
  public byte[] bytes() {
    return bytes;
  }

  private void clearScreen(Canvas next) {
    width = next.width();
    height = next.height();
    glyphs = new int[width * height];
    styles = new long[width * height];
    Arrays.fill(glyphs, ' ');
    add(CLEAR);
    add(HIDE_CURSOR);
    cursorVisible = false;
    penStyle = PackedStyle.PLAIN;
    invalid = false;
  }

  /// Compares a row without a call per cell: the first frame is compared by the interpreter.
  private void encodeRow(Canvas next, int y) {
    int start = y * width;
    int[] nextGlyphs = next.glyphs();
    long[] nextStyles = next.styles();
    for (int x = 0; x < width; x++) {
      int i = start + x;
      int glyph = nextGlyphs[i];
      long style = nextStyles[i];
      style = style == lastStyle ? lastTranslated : toTerminalStyle(style);
      if (glyph == glyphs[i] && style == styles[i]) {
        continue;
      }
      if (glyph == ' ' && style == PackedStyle.PLAIN && isBlankFrom(next, y, x)) {
        eraseFrom(y, x);
        return;
      }
      glyphs[i] = glyph;
      styles[i] = style;
      if (glyph == Canvas.TAIL) {
        redrawLead(next, y, x);
      } else {
        encodeCell(next, x, y, glyph, style);
      }
    }
  }

  /// Redraws a wide character of which only the right half has changed; terminals draw both halves
  /// at once.
  private void redrawLead(Canvas next, int y, int x) {
    int lead = next.glyph(y * width + x - 1);
    if (penX != -1 || penY != y) {
      encodeCell(next, x - 1, y, lead, styles[y * width + x - 1]);
    }
  }

  private void encodeCell(Canvas next, int x, int y, int glyph, long style) {
    move(x, y);
    style(style);
    if (glyph < 0) {
      add(next.graphemeTable.text(glyph).getBytes(StandardCharsets.UTF_8));
    } else {
      utf8(TerminalCharacters.isShown(0, glyph) ? glyph : REPLACEMENT);
    }
    boolean wide = x + 1 < width && next.glyph(y * width + x + 1) == Canvas.TAIL;
    boolean widthCertain = !wide && glyph >= 0 && glyph < 0x2600 && x + 1 < width;
    penX = widthCertain ? x + 1 : -1;
    penY = y;
  }

  private boolean isBlankFrom(Canvas next, int y, int x) {
    if (width - x < MIN_ERASED_CELLS) {
      return false;
    }
    for (int i = y * width + x; i < (y + 1) * width; i++) {
      if (next.glyph(i) != ' ' || toTerminalStyle(next.style(i)) != PackedStyle.PLAIN) {
        return false;
      }
    }
    return true;
  }

  private void eraseFrom(int y, int x) {
    move(x, y);
    style(PackedStyle.PLAIN);
    add(ERASE_LINE);
    Arrays.fill(glyphs, y * width + x, (y + 1) * width, ' ');
    Arrays.fill(styles, y * width + x, (y + 1) * width, PackedStyle.PLAIN);
  }

  private void encodeCursor(Canvas next) {
    if (next.cursorShape() != cursorShape) {
      cursorShape = next.cursorShape();
      add((byte) 0x1b);
      add((byte) '[');
      number(cursorShape);
      add((byte) ' ');
      add((byte) 'q');
    }
    int x = next.cursorX();
    int y = next.cursorY();
    boolean visible = x >= 0;
    if (visible
        && (length > BEGIN_UPDATE.length || x != cursorX || y != cursorY || !cursorVisible)) {
      penX = -1;
      move(x, y);
      if (!cursorVisible) {
        add(SHOW_CURSOR);
      }
    } else if (!visible && cursorVisible) {
      add(HIDE_CURSOR);
    }
    cursorVisible = visible;
    cursorX = x;
    cursorY = y;
  }

  private void move(int x, int y) {
    if (penX == x && penY == y) {
      return;
    }
    add((byte) 0x1b);
    add((byte) '[');
    number(y + 1);
    add((byte) ';');
    number(x + 1);
    add((byte) 'H');
    penX = x;
    penY = y;
  }

  /// Translates a style to the terminal's colour depth.
  private long toTerminalStyle(long style) {
    if (style != lastStyle) {
      lastStyle = style;
      lastTranslated = translate(style);
    }
    return lastTranslated;
  }

  private long translate(long style) {
    long resolved = palette.resolve(style);
    return switch (colours) {
      case TRUE_COLOUR -> resolved;
      case NONE -> PackedStyle.withoutColours(resolved);
      case INDEXED, ANSI16 ->
          PackedStyle.background(
              PackedStyle.foreground(resolved, reduce(PackedStyle.foreground(resolved))),
              reduce(PackedStyle.background(resolved)));
    };
  }

  private int reduce(int colour) {
    int kind = colour & PackedStyle.KIND_MASK;
    if (kind == PackedStyle.DEFAULT || kind == PackedStyle.INDEXED && (colour & 0xff) < 16) {
      return colour;
    }
    if (colours == ColourDepth.ANSI16) {
      return PackedStyle.toAnsi(colour);
    }
    return kind == PackedStyle.RGB ? PackedStyle.toIndexed(colour) : colour;
  }

  private void style(long style) {
    if (style == penStyle) {
      return;
    }
    penStyle = style;
    add((byte) 0x1b);
    add((byte) '[');
    add((byte) '0');
    attribute(style, PackedStyle.BOLD, 1);
    attribute(style, PackedStyle.DIM, 2);
    attribute(style, PackedStyle.ITALIC, 3);
    attribute(style, PackedStyle.UNDERLINE, 4);
    attribute(style, PackedStyle.REVERSE, 7);
    attribute(style, PackedStyle.STRIKE, 9);
    colour(PackedStyle.foreground(style), 30);
    colour(PackedStyle.background(style), 40);
    add((byte) 'm');
  }

  private void attribute(long style, long bit, int code) {
    if ((style & bit) != 0) {
      add((byte) ';');
      number(code);
    }
  }

  /// @param base 30 for the foreground, 40 for the background
  private void colour(int colour, int base) {
    int value = colour & 0xffffff;
    switch (colour & PackedStyle.KIND_MASK) {
      case PackedStyle.INDEXED -> {
        add((byte) ';');
        if (value < 16) {
          number(value < 8 ? base + value : base + 52 + value);
        } else {
          number(base + 8);
          parameter(5);
          parameter(value);
        }
      }
      case PackedStyle.RGB -> {
        add((byte) ';');
        number(base + 8);
        parameter(2);
        parameter(value >> 16);
        parameter(value >> 8 & 0xff);
        parameter(value & 0xff);
      }
      default -> {}
    }
  }

  private void parameter(int value) {
    add((byte) ';');
    number(value);
  }

  private void number(int value) {
    if (value >= 10) {
      number(value / 10);
    }
    add((byte) ('0' + value % 10));
  }

  private void utf8(int codePoint) {
    if (codePoint < 0x80) {
      add((byte) codePoint);
    } else if (codePoint < 0x800) {
      add((byte) (0xc0 | codePoint >> 6));
      add((byte) (0x80 | codePoint & 0x3f));
    } else if (codePoint < 0x10000) {
      add((byte) (0xe0 | codePoint >> 12));
      add((byte) (0x80 | codePoint >> 6 & 0x3f));
      add((byte) (0x80 | codePoint & 0x3f));
    } else {
      add((byte) (0xf0 | codePoint >> 18));
      add((byte) (0x80 | codePoint >> 12 & 0x3f));
      add((byte) (0x80 | codePoint >> 6 & 0x3f));
      add((byte) (0x80 | codePoint & 0x3f));
    }
  }

  private void add(byte[] more) {
    for (byte b : more) {
      add(b);
    }
  }

  private void add(byte b) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = b;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
