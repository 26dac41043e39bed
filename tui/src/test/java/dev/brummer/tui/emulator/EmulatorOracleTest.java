package dev.brummer.tui.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.tui.paint.PackedStyle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.jline.utils.ScreenTerminal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Compares recorded sessions (80x24, `TERM=xterm-256color`) with JLine's emulator: at every chunk
/// boundary, text, attributes and visible cursor are equal.
final class EmulatorOracleTest {
  private static final int COLUMNS = 80;
  private static final int ROWS = 24;
  private static final int CUTS = 40;

  @ParameterizedTest
  @ValueSource(strings = {"vim", "less", "top", "htop", "node", "bash"})
  void session_looksAsOnAnotherTerminal(String name) throws IOException {
    byte[] bytes = session(name);
    EmulatorDriver product = new EmulatorDriver(COLUMNS, ROWS);
    ScreenTerminal oracle = new ScreenTerminal(COLUMNS, ROWS);
    int at = 0;
    for (int i = 1; i <= CUTS; i++) {
      int end = boundary(bytes, (int) ((long) bytes.length * i / CUTS));
      product.print(java.util.Arrays.copyOfRange(bytes, at, end));
      oracle.write(new String(bytes, at, end - at, StandardCharsets.UTF_8));
      at = end;
      boolean cursor = product.snapshot().cursorX() >= 0;
      assertEquals(
          screenText(oracle, cursor),
          screenText(product.snapshot(), cursor),
          name + " up to byte " + end);
    }
  }

  static byte[] session(String name) throws IOException {
    try (InputStream in =
        EmulatorOracleTest.class.getResourceAsStream("/emulator/" + name + ".gz")) {
      return new GZIPInputStream(in).readAllBytes();
    }
  }

  /// Returns the start of the next sequence.
  private static int boundary(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != 0x1b) {
      at++;
    }
    return at;
  }

  private static String screenText(ScreenSnapshot screenSnapshot, boolean withCursor) {
    StringBuilder out = new StringBuilder();
    for (int y = 0; y < ROWS; y++) {
      for (int x = 0; x < COLUMNS; x++) {
        int glyph = screenSnapshot.glyph(x, y);
        long style = screenSnapshot.style(x, y);
        if (glyph != CellRow.TAIL) {
          int codePoint = glyph < 0 ? screenSnapshot.text(glyph).codePointAt(0) : glyph;
          cell(
              out,
              codePoint,
              (style & PackedStyle.BOLD) != 0,
              (style & PackedStyle.UNDERLINE) != 0,
              (style & PackedStyle.REVERSE) != 0);
        }
      }
      out.append('\n');
    }
    return out + (withCursor ? screenSnapshot.cursorX() + "," + screenSnapshot.cursorY() : "");
  }

  private static String screenText(ScreenTerminal terminal, boolean withCursor) {
    long[] cells = new long[COLUMNS * ROWS];
    int[] cursor = new int[2];
    terminal.dump(cells, 0, 0, ROWS, COLUMNS, cursor);
    StringBuilder out = new StringBuilder();
    for (int y = 0; y < ROWS; y++) {
      for (int x = 0; x < COLUMNS; x++) {
        long cell = cells[y * COLUMNS + x];
        int codePoint = ScreenTerminal.cellCodePoint(cell);
        if (codePoint != 0) {
          cell(
              out,
              codePoint,
              ScreenTerminal.cellBold(cell),
              ScreenTerminal.cellUnderline(cell),
              ScreenTerminal.cellInverse(cell));
        }
      }
      out.append('\n');
    }
    return out + (withCursor ? cursor[0] + "," + cursor[1] : "");
  }

  private static void cell(
      StringBuilder out, int codePoint, boolean bold, boolean underline, boolean reverse) {
    out.appendCodePoint(codePoint);
    boolean showBold = bold && codePoint != ' '; // JLine's blanks that were erased stay bold
    out.append(showBold ? "*" : "").append(underline ? "_" : "").append(reverse ? "#" : "");
  }
}
