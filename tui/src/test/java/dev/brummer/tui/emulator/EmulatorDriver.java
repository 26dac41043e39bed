package dev.brummer.tui.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.tui.paint.Style;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// A terminal of a test: print something, look at it.
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

  /// In pieces of any size.
  EmulatorDriver print(byte[] bytes, Random random, int longest) {
    for (int at = 0; at < bytes.length; ) {
      int end = Math.min(bytes.length, at + 1 + random.nextInt(longest));
      emulator.feed(bytes, at, end);
      at = end;
    }
    return this;
  }

  EmulatorDriver assertScreen(String... rows) {
    StringBuilder wanted = new StringBuilder();
    for (int y = 0; y < snapshot().height(); y++) {
      wanted.append(y < rows.length ? rows[y] : "").append('\n');
    }
    assertEquals(wanted.toString(), snapshot.screenText());
    return this;
  }

  EmulatorDriver assertCursor(int x, int y) {
    snapshot();
    assertEquals(x + "," + y, snapshot.cursorX() + "," + snapshot.cursorY());
    return this;
  }

  EmulatorDriver assertReplies(String wanted) {
    assertEquals(wanted.replace("\033", "^"), replies.toString().replace("\033", "^"));
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

  /// Everything that can be seen.
  String dump() {
    ScreenSnapshot now = snapshot();
    StringBuilder all = new StringBuilder(now.screenText());
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
        .append(now.scrollbackSize())
        .append(now.inputModes())
        .append(replies)
        .toString();
  }

  /// No wide character is cut and the cursor is inside.
  void assertConsistent() {
    ScreenSnapshot now = snapshot();
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

  private static int width(ScreenSnapshot screenSnapshot, int x, int y) {
    int glyph = screenSnapshot.glyph(x, y);
    return glyph == Row.TAIL
        ? 0
        : dev.brummer.tui.paint.TextWidth.of(
            glyph < 0 ? screenSnapshot.text(glyph).codePointAt(0) : glyph);
  }
}
