package dev.brummer.engine.log.assemble;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Random bytes and random splits give the same lines, which contain only text, TAB, SGR and OSC 8.
class LineAssemblerFuzzTest {
  private static final int ROUNDS = 20_000;
  private static final Pattern ALLOWED_SEQUENCE =
      Pattern.compile("\033\\[[0-9;:]*m|\033\\]8;[ -:<-~]*;[ -~]*\033\\\\");
  private static final Pattern CONTROL =
      Pattern.compile("[\\x00-\\x08\\x0A-\\x1F\\x7F]|\u00C2[\\x80-\\x9F]");
  private static final String[] PIECES = {
    "\033",
    "[",
    "]",
    "8;;",
    "\033[31m",
    "\033[0;1m",
    "\033]8;;http://a\033\\",
    "\007",
    "\033\\",
    "\r",
    "\n",
    "\r\n",
    "\b",
    "\t",
    "\0",
    "\177",
    "\u00C2",
    "\u009B",
    "\u00C2\u009B",
    "\u00C2\u009D",
    "\u00C2\u009C",
    "\u0085",
    "\u00C3\u00A4",
    "\u00E2\u0082\u00AC",
    "\u00FF",
    "m",
    "K",
    "2K",
    "\033[2K",
    "\033[K",
    "\033[1G",
    "\033[A",
    "\033[3A",
    "\033[2B",
    "\033[J",
    "\033[H",
    "one\ntwo\nthree\n",
    "\033P",
    "\033_",
    "\033(",
    ";",
    "1",
    "a",
    "word",
    "text without anything",
    "\030",
    "\032",
    "\033[1",
    "\033[?25l",
    "\033]0;t"
  };

  @Test
  void anyBytesInAnySplit_giveTheSameCleanLines() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      byte[] bytes = bytes(random);
      int maxLine = random.nextInt(4) == 0 ? 8 + random.nextInt(40) : LineAssembler.MAX_LINE;
      List<String> whole = assemble(bytes, maxLine, bytes.length, random);
      assertEquals(whole, assemble(bytes, maxLine, 1, random), "seed " + seed);
      assertEquals(whole, assemble(bytes, maxLine, 20, random), "seed " + seed);
      for (String line : whole) {
        assertClean(line, maxLine, seed);
      }
    }
  }

  private static void assertClean(String line, int maxLine, int seed) {
    String text = line.endsWith("\u2026") ? line.substring(0, line.length() - 1) : line;
    assertTrue(text.length() <= maxLine, "seed " + seed);
    String rest = ALLOWED_SEQUENCE.matcher(text).replaceAll("-");
    assertFalse(CONTROL.matcher(rest).find(), "seed " + seed);
    String plain = new String(AnsiStripper.strip(text.getBytes(ISO_8859_1)), ISO_8859_1);
    assertFalse(CONTROL.matcher(plain).find(), "seed " + seed);
  }

  private static List<String> assemble(byte[] bytes, int maxLine, int maxChunk, Random random) {
    AssembledLines assembled = new AssembledLines(maxLine);
    for (int from = 0; from < bytes.length; ) {
      int to =
          maxChunk == bytes.length
              ? maxChunk
              : Math.min(bytes.length, from + 1 + random.nextInt(maxChunk));
      assembled.feed(bytes, from, to);
      from = to;
    }
    return assembled.end();
  }

  private static byte[] bytes(Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int pieces = 1 + random.nextInt(60);
    for (int i = 0; i < pieces; i++) {
      if (random.nextInt(5) == 0) {
        out.write(random.nextInt(256));
      } else {
        out.writeBytes(PIECES[random.nextInt(PIECES.length)].getBytes(ISO_8859_1));
      }
    }
    return out.toByteArray();
  }
}
