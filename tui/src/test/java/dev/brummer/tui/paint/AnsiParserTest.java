package dev.brummer.tui.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnsiParserTest {
  private final AnsiParser parser = new AnsiParser();

  @ParameterizedTest
  @CsvSource({
    "'a\u001b[31mb\u001b[0mc', abc",
    "'\u001b]0;title\u0007x', x",
    "'\u001b]8;;http://a/\u001b\\link\u001b]8;;\u001b\\', link",
    "'\u001b]52;c;aGk=\u0007', ''",
    "'\u001b[2J\u001b[H\u001b[?1049hx', x",
    "'\u001bP1$r0m\u001b\\x', x",
    "'\u001b]0;never ends', ''",
    "'\u001b[31', ''",
    "'a\tb', 'a       b'",
    "'a\u0007b', 'a\u2407b'",
    "'\u202egnp.exe', <U+202E>gnp.exe",
    "'a\u200eb\udb40\udc41', a<U+200E>b<U+E0041>",
    "'de\u200dv', de<U+200D>v"
  })
  void parse_leavesOnlyText(String line, String text) {
    assertEquals(text, parse(line).toString());
  }

  @Test
  void parse_badBytes_becomeReplacementCharacters() {
    byte[] bad = {'a', (byte) 0xff, (byte) 0xc0, (byte) 0x80, (byte) 0xe6, (byte) 0x97, 'b'};
    assertEquals("a\ufffd\ufffd\ufffd\ufffdb", parser.parse(bad, 0).toString());
  }

  @Test
  void parse_encodedC1Control_isNoControl() {
    byte[] csi = {(byte) 0xc2, (byte) 0x9b, '2', 'J'};
    assertEquals("\ufffd2J", parser.parse(csi, 0).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "31, 1",
    "91, 9",
    "'38;5;200', 200",
    "'1;38;5;7;4', 7",
  })
  void sgr_foreground(String parameters, int index) {
    StyledText text = parse("\u001b[" + parameters + "mx");
    assertEquals(PackedStyle.indexed(index), PackedStyle.foreground(text.style(0)));
  }

  @Test
  void sgr_reset_goesBackToTheBase() {
    byte[] line = "\u001b[1;31ma\u001b[mb".getBytes(StandardCharsets.UTF_8);
    StyledText text = parser.parse(line, PackedStyle.of(5));
    assertEquals(PackedStyle.of(5), text.style(1));
    assertEquals(PackedStyle.BOLD | PackedStyle.of(1), text.style(0));
  }

  /// Arbitrary process output reaches the terminal as text only: the strict terminal rejects every
  /// unexpected sequence.
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16})
  void anyBytes_reachTheTerminalAsTextOnly(long seed) {
    Random random = new Random(seed);
    Canvas canvas = new Canvas(false);
    canvas.resize(24, 3);
    CellDiff diff = new CellDiff(ColourDepth.TRUE_COLOUR);
    StrictTerminal terminal = new StrictTerminal(24, 3);
    for (int round = 0; round < 2_000; round++) {
      StyledText text = parser.parse(randomOutput(random), PackedStyle.PLAIN);
      assertTrue(text.toString().codePoints().noneMatch(AnsiParserTest::isControl));
      canvas.clear();
      canvas.styled(random.nextInt(20), random.nextInt(3), 24, text, 0, text.length());
      terminal.write(diff.bytes(), diff.encode(canvas));
      assertEquals(canvas.screenText(), terminal.screenText());
    }
  }

  private static boolean isControl(int codePoint) {
    return codePoint < ' ' || codePoint >= 0x7f && codePoint < 0xa0;
  }

  private static byte[] randomOutput(Random random) {
    String frequent = "\u001b\u001b[]P_^X;:?0123456789mHJKhl\u0007\\ab c\t\r\b";
    byte[] line = new byte[random.nextInt(60)];
    for (int i = 0; i < line.length; i++) {
      line[i] =
          (byte)
              (random.nextInt(4) == 0
                  ? random.nextInt(256)
                  : frequent.charAt(random.nextInt(frequent.length())));
    }
    return line;
  }

  @Test
  void wordEnd_breaksAfterTheLastBlank_elseAfterTheLastSlash() {
    assertEquals("File \"app.py\", line ", firstRow("File \"app.py\", line 1536", 20));
    assertEquals("node_modules/react/", firstRow("node_modules/react/client.js", 22));
    assertEquals("see: http://localhos", firstRow("see: http://localhost", 20));
    assertEquals("one two ", firstRow("one two three", 7));
    assertEquals("abcdefgh", firstRow("abcdefghijkl", 8));
    assertEquals("a bcdefgh", firstRow("a bcdefghijkl", 9));
    assertEquals("short", firstRow("short", 9));
    StyledText text = parse("日本語 日本語 日本語");
    assertEquals("日本語 日本語 ", text.text(0, text.wordEnd(0, 16)));
  }

  @Test
  void wordEnd_anyWidth_leavesNothingOut() {
    StyledText text = parse("a  bb/ccc dddd /eeeee/ffffff  gg");
    for (int columns = 1; columns < 40; columns++) {
      StringBuilder all = new StringBuilder();
      for (int at = 0; at < text.length(); ) {
        int end = text.wordEnd(at, columns);
        all.append(text.text(at, end));
        at = end;
      }
      assertEquals(text.toString(), all.toString());
    }
  }

  private String firstRow(String line, int columns) {
    StyledText text = parse(line);
    return text.text(0, text.wordEnd(0, columns));
  }

  private StyledText parse(String line) {
    return parser.parse(line.getBytes(StandardCharsets.UTF_8), PackedStyle.PLAIN);
  }
}
