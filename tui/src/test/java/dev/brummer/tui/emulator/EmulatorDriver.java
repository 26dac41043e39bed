package dev.brummer.tui.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.text.TextWidth;
import dev.brummer.tui.paint.PackedStyle;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// Test driver for an emulator: feeds output and asserts on the screen.
final class EmulatorDriver {
  final TerminalEmulator emulator;
  final StringBuilder replies = new StringBuilder();
  private final ScreenSnapshot snapshot = new ScreenSnapshot();

  EmulatorDriver(int columns, int rows) {
    emulator =
        new TerminalEmulator(
            columns, rows, bytes -> replies.append(new String(bytes, StandardCharsets.UTF_8)));
  }

  EmulatorDriver print(String text) {
    return print(text.getBytes(StandardCharsets.UTF_8));
  }

  EmulatorDriver print(byte[] bytes) {
    emulator.feed(bytes, 0, bytes.length);
    return this;
  }

  /// Feeds the bytes in chunks of random size.
  EmulatorDriver print(byte[] bytes, Random random, int longest) {
    for (int at = 0; at < bytes.length; ) {
      int end = Math.min(bytes.length, at + 1 + random.nextInt(longest));
      emulator.feed(bytes, at, end);
      at = end;
    }
    return this;
  }

  EmulatorDriver assertScreen(String... rows) {
    StringBuilder expected = new StringBuilder();
    for (int y = 0; y < snapshot().height(); y++) {
      expected.append(y < rows.length ? rows[y] : "").append('\n');
    }
    assertEquals(expected.toString(), snapshot.screenText());
    return this;
  }

  EmulatorDriver assertCursor(int x, int y) {
    snapshot();
    assertEquals(x + "," + y, snapshot.cursorX() + "," + snapshot.cursorY());
    return this;
  }

  EmulatorDriver assertReplies(String expected) {
    assertEquals(expected.replace("\033", "^"), replies.toString().replace("\033", "^"));
    replies.setLength(0);
    return this;
  }

  ScreenSnapshot snapshot() {
    return snapshot(0);
  }

  ScreenSnapshot snapshot(int back) {
    emulator.copyTo(snapshot, back);
    return snapshot;
  }

  /// Returns the complete visible state.
  String dump() {
    ScreenSnapshot current = snapshot();
    StringBuilder all = new StringBuilder(current.screenText());
    for (int y = 0; y < current.height(); y++) {
      for (int x = 0; x < current.width(); x++) {
        all.append(Long.toHexString(current.style(x, y))).append(' ');
      }
    }
    return all.append(current.cursorX())
        .append(' ')
        .append(current.cursorY())
        .append(' ')
        .append(current.cursorShape())
        .append(current.title())
        .append(current.scrollbackSize())
        .append(current.inputModes())
        .append(replies)
        .toString();
  }

  /// Asserts that no wide character is split and that the cursor is inside the screen.
  void assertConsistent() {
    ScreenSnapshot current = snapshot();
    for (int y = 0; y < current.height(); y++) {
      for (int x = 0; x < current.width(); x++) {
        boolean tail = current.glyph(x, y) == CellRow.TAIL;
        boolean wide = tail && x > 0 && width(current, x - 1, y) == 2;
        boolean half =
            width(current, x, y) == 2
                && (x + 1 == current.width() || current.glyph(x + 1, y) != CellRow.TAIL);
        boolean hidden = (current.style(x, y) & PackedStyle.HIDDEN) != 0;
        assertEquals(false, !hidden && (half || tail && !wide), "cell " + x + "," + y);
      }
    }
    assertEquals(true, current.cursorX() < current.width() && current.cursorY() < current.height());
  }

  private static int width(ScreenSnapshot screenSnapshot, int x, int y) {
    int glyph = screenSnapshot.glyph(x, y);
    return glyph == CellRow.TAIL
        ? 0
        : TextWidth.of(glyph < 0 ? screenSnapshot.text(glyph).codePointAt(0) : glyph);
  }
}
