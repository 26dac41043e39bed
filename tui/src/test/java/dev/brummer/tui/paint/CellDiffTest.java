package dev.brummer.tui.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CellDiffTest {
  private static final String[] ALPHABET = {
    " ",
    " ",
    " ",
    " ",
    "a",
    "Z",
    "│",
    "…",
    "日",
    "本",
    "한",
    "🚀",
    "é",
    "e\u0301",
    "日\u0300",
    "⚠",
    "\u202e",
    "\u2066",
    "\u200f",
    "\udb40\udc41",
    "\u3164",
    "\ufffe",
    "\u034f",
    "\u200d",
    "\u007f",
    "\u0085",
    "\u001b",
    "\ufe0f",
    "\ud800",
    "👩\u200d💻"
  };

  private static final long[] STYLES = {
    PackedStyle.PLAIN,
    PackedStyle.PLAIN,
    PackedStyle.BOLD,
    PackedStyle.REVERSE | PackedStyle.of(3),
    PackedStyle.foreground(PackedStyle.PLAIN, PackedStyle.rgb(1, 200, 30)),
    PackedStyle.background(PackedStyle.UNDERLINE, PackedStyle.indexed(200))
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void diff_ofRandomFrames_givesExactlyTheNewFrame(long seed) {
    Random random = new Random(seed);
    Canvas canvas = new Canvas(false);
    canvas.resize(3 + random.nextInt(30), 1 + random.nextInt(8));
    CellDiff diff = new CellDiff(ColourDepth.TRUE_COLOUR);
    StrictTerminal terminal = new StrictTerminal(canvas.width(), canvas.height());
    for (int frame = 0; frame < 400; frame++) {
      if (random.nextInt(3) == 0) {
        canvas.clear();
      }
      drawRandom(canvas, random);
      terminal.write(diff.bytes(), diff.encode(canvas));
      assertEquals(canvas.screenText(), terminal.screenText(), "frame " + frame);
      assertEquals(
          drawnFromScratch(canvas).styles(), terminal.styles(), "styles of frame " + frame);
    }
  }

  /// The last gate: whatever the cells contain, no control reaches the terminal.
  @Test
  void encodedFrame_hasNoForbiddenCharacters() {
    Canvas canvas = new Canvas(false);
    canvas.resize(20, 1);
    CellDiff diff = new CellDiff(ColourDepth.TRUE_COLOUR);
    Random random = new Random(7);
    for (int frame = 0; frame < 2_000; frame++) {
      for (int x = 0; x < 20; x++) {
        canvas.put(x, 0, random.nextInt(random.nextBoolean() ? 0x3200 : 0x110000), 0);
      }
      int count = diff.encode(canvas);
      String text = new String(diff.bytes(), 0, count, StandardCharsets.UTF_8);
      String shown = text.replaceAll("\033\\[[?0-9;]*[HmKJhl]", "");
      assertFalse(
          shown
              .codePoints()
              .anyMatch(c ->
                  Character.isISOControl(c)
                      || Character.getType(c) == Character.LINE_SEPARATOR
                      || (Character.getType(c) == Character.FORMAT && c != 0x200d)
                      || (c >= 0xE0000 && c < 0xE1000)),
          () -> "frame with " + shown.codePoints().mapToObj(Integer::toHexString).toList());
    }
  }

  private static StrictTerminal drawnFromScratch(Canvas canvas) {
    StrictTerminal terminal = new StrictTerminal(canvas.width(), canvas.height());
    CellDiff diff = new CellDiff(ColourDepth.TRUE_COLOUR);
    int count = diff.encode(canvas);
    terminal.write(diff.bytes(), count);
    return terminal;
  }

  private static void drawRandom(Canvas canvas, Random random) {
    for (int i = random.nextInt(6); i >= 0; i--) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(8); n >= 0; n--) {
        text.append(ALPHABET[random.nextInt(ALPHABET.length)]);
      }
      int x = random.nextInt(canvas.width() + 2) - 1;
      int y = random.nextInt(canvas.height() + 2) - 1;
      canvas.text(x, y, canvas.width() + 1, text.toString(), STYLES[random.nextInt(STYLES.length)]);
    }
    if (random.nextInt(3) == 0) {
      int x = random.nextInt(canvas.width());
      Rect part = new Rect(x, 0, random.nextInt(canvas.width()), canvas.height());
      canvas.restyle(part, style -> style ^ PackedStyle.BOLD);
    }
    canvas.cursor(random.nextInt(canvas.width() + 1) - 1, 0);
  }

  @Test
  void diff_ofTheSameFrame_isEmpty() {
    Canvas canvas = canvas("日本 x", 10);
    CellDiff diff = new CellDiff(ColourDepth.TRUE_COLOUR);
    assertTrue(diff.encode(canvas) > 0);
    assertEquals(0, diff.encode(canvas));
  }

  @Test
  void diff_afterForget_paintsWhole() {
    Canvas canvas = canvas("hello", 10);
    CellDiff diff = new CellDiff(ColourDepth.TRUE_COLOUR);
    diff.encode(canvas);
    diff.invalidate();
    int count = diff.encode(canvas);
    assertTrue(new String(diff.bytes(), 0, count, StandardCharsets.UTF_8).contains("hello"));
  }

  @ParameterizedTest
  @EnumSource(ColourDepth.class)
  void colours_neverMoreThanTheTerminalHas(ColourDepth mode) {
    Canvas canvas = new Canvas(false);
    canvas.resize(10, 1);
    canvas.text(
        0, 0, 10, "x", PackedStyle.foreground(PackedStyle.BOLD, PackedStyle.rgb(250, 10, 10)));
    CellDiff diff = new CellDiff(mode);
    String sent = new String(diff.bytes(), 0, diff.encode(canvas), StandardCharsets.UTF_8);
    assertEquals(mode == ColourDepth.TRUE_COLOUR, sent.contains("38;2;250;10;10"), sent);
    assertEquals(mode == ColourDepth.INDEXED, sent.contains("38;5;"), sent);
    assertEquals(mode == ColourDepth.ANSI16, sent.contains("0;1;91"), sent);
    assertFalse(mode == ColourDepth.NONE && sent.contains("[0;1;"), sent);
  }

  private static Canvas canvas(String text, int columns) {
    Canvas canvas = new Canvas(false);
    canvas.resize(columns, 2);
    canvas.text(0, 0, columns, text, PackedStyle.PLAIN);
    return canvas;
  }
}
