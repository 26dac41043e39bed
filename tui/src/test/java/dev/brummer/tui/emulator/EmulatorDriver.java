package dev.brummer.tui.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.tui.paint.Style;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// A terminal of a test: print something, look at it.
final class EmulatorDriver {
  final TerminalEmulator emulator;
  final StringBuilder answers = new StringBuilder();
  private final ScreenSnapshot still = new ScreenSnapshot();

  EmulatorDriver(int columns, int rows) {
    emulator =
        new TerminalEmulator(
            columns, rows, bytes -> answers.append(new String(bytes, StandardCharsets.UTF_8)));
  }

  EmulatorDriver print(String text) {
    return print(text.getBytes(StandardCharsets.UTF_8));
  }

  EmulatorDriver print(byte[] bytes) {
    emulator.feed(bytes, 0, bytes.length);
    return this;
  }

  /// In pieces of any size.
  EmulatorDriver print(byte[] bytes, Random random, int longest) {
    for (int at = 0; at < bytes.length; ) {
      int end = Math.min(bytes.length, at + 1 + random.nextInt(longest));
      emulator.feed(bytes, at, end);
      at = end;
    }
    return this;
  }

  EmulatorDriver shows(String... rows) {
    StringBuilder wanted = new StringBuilder();
    for (int y = 0; y < still().height(); y++) {
      wanted.append(y < rows.length ? rows[y] : "").append('\n');
    }
    assertEquals(wanted.toString(), still.picture());
    return this;
  }

  EmulatorDriver cursorAt(int x, int y) {
    still();
    assertEquals(x + "," + y, still.cursorX() + "," + still.cursorY());
    return this;
  }

  EmulatorDriver answers(String wanted) {
    assertEquals(wanted.replace("\033", "^"), answers.toString().replace("\033", "^"));
    answers.setLength(0);
    return this;
  }

  ScreenSnapshot still() {
    return still(0);
  }

  ScreenSnapshot still(int back) {
    emulator.copy(still, back);
    return still;
  }

  /// Everything that can be seen.
  String all() {
    ScreenSnapshot now = still();
    StringBuilder all = new StringBuilder(now.picture());
    for (int y = 0; y < now.height(); y++) {
      for (int x = 0; x < now.width(); x++) {
        all.append(Long.toHexString(now.style(x, y))).append(' ');
      }
    }
    return all.append(now.cursorX())
        .append(' ')
        .append(now.cursorY())
        .append(' ')
        .append(now.cursorShape())
        .append(now.title())
        .append(now.history())
        .append(now.wishes())
        .append(answers)
        .toString();
  }

  /// No wide character is cut and the cursor is inside.
  void assertSound() {
    ScreenSnapshot now = still();
    for (int y = 0; y < now.height(); y++) {
      for (int x = 0; x < now.width(); x++) {
        boolean tail = now.glyph(x, y) == Row.TAIL;
        boolean wide = tail && x > 0 && width(now, x - 1, y) == 2;
        boolean half =
            width(now, x, y) == 2 && (x + 1 == now.width() || now.glyph(x + 1, y) != Row.TAIL);
        boolean hidden = (now.style(x, y) & Style.HIDDEN) != 0;
        assertEquals(false, !hidden && (half || tail && !wide), "cell " + x + "," + y);
      }
    }
    assertEquals(true, now.cursorX() < now.width() && now.cursorY() < now.height());
  }

  private static int width(ScreenSnapshot still, int x, int y) {
    int glyph = still.glyph(x, y);
    return glyph == Row.TAIL
        ? 0
        : dev.brummer.tui.paint.TextWidth.of(glyph < 0 ? still.text(glyph).codePointAt(0) : glyph);
  }
}
