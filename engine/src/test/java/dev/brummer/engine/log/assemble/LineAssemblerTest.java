package dev.brummer.engine.log.assemble;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineAssemblerTest {
  @Test
  void lines_areCutAtLineFeeds_andTheLastNeedsNone() {
    assertLines("one\ntwo\n\nlast", "one", "two", "", "last");
    assertLines("one\n", "one");
    assertLines("");
  }

  @Test
  void carriageReturnBeforeLineFeed_isPartOfTheLineEnd() {
    assertLines("one\r\ntwo\r\r\n", "one", "two");
  }

  @Test
  void textAfterLoneCarriageReturn_replacesTheLine() {
    assertLines("10 %\r20 %\r100 %\ndone", "100 %", "done");
    assertLines("\rfirst\r", "first");
    assertLines("long text\rok\n", "ok");
  }

  @Test
  void sequencesAfterCarriageReturn_stayWithTheNewText() {
    assertLines("old\r\033[32mnew\033[0m\n", "\033[32mnew\033[0m");
    assertLines("kept\r\033[0m\n", "kept\033[0m");
  }

  @Test
  void eraseLine_respectsWhereTheCursorIs() {
    assertLines("text\033[K\n", "text");
    assertLines("text\r\033[K\n", "");
    assertLines("text\r\033[0Jmore\n", "more");
    assertLines("text\033[2K\n", "");
    assertLines("text\033[2K\033[1Gnew\n", "new");
    assertLines("text\033[1Knew\n", "new");
    assertLines("one\033[Gtwo\n", "two");
  }

  @Test
  void screenPrintedFullOfEmptyLines_toBeCleared_leavesOne() {
    assertLines("old\n" + "\n".repeat(40) + "\033[1;1H\033[0Jnew\n", "old", "", "new");
    assertLines("\r\n".repeat(40) + "\033[H\033[2Jnew\n", "", "new");
    assertLines("old\n\033[2J\033[3J\033[Hnew\n", "old", "new");
    assertLines("a\n\n\nb\n", "a", "", "", "b");
  }

  @Test
  void emptyLines_areNeverLost_howeverMany() {
    String many = "\n".repeat(1234);
    List<String> lines = new ArrayList<>(Collections.nCopies(1234, ""));
    assertLines(many, lines.toArray(String[]::new));
    lines.add("end");
    assertLines(many + "end\n", lines.toArray(String[]::new));
  }

  /// What was saved or positioned in a line does not reach into the next one.
  @Test
  void wholeLineAfterASequence_endsItsEffects() {
    assertLines("\0337text\nabc\0338X\n", "text", "abcX");
    assertLines("\033[5;1Hx\033[2Ktext\nabc\033[5;1HX\n", "text", "abc", "X");
    assertLines("\rtext\nabc\n", "text", "abc");
    assertLines("\033[31m\033[2Ktext\nabc\n", "\033[31mtext", "\033[31mabc");
    assertLines("\033[2A\033[Ktext\n\033[31mabc\n", "text", "\033[31mabc");
  }

  @Test
  void printableBatch_alsoOfALineInSeveralChunks_isKnown() {
    assertTrue(isPrintable("one\n\n two ~\n"));
    assertTrue(isPrintable("lo", "ng", " line\nnext\nre"));
    assertTrue(isPrintable("old\rnew\n"));
    assertFalse(isPrintable("a\tb\n"));
    assertFalse(isPrintable("one\n\u00e4\n"));
    assertFalse(isPrintable("\u00e4", " line\nnext\n"));
    assertFalse(isPrintable("\033[1mline\033[0m\n"));
    assertFalse(isPrintable("\033[1m\n", "line\n"));
  }

  /// Whether the batch of the last chunk is known to be printable.
  private static boolean isPrintable(String... chunks) {
    LineAssembler assembler = new LineAssembler();
    LineBatch batch = new LineBatch();
    for (String chunk : chunks) {
      byte[] bytes = chunk.getBytes(UTF_8);
      assembler.feed(bytes, 0, bytes.length, batch);
    }
    return batch.isPrintable();
  }

  @Test
  void backspace_letsTheNextCharacterReplaceTheLast() {
    assertLines("|\b/\b-\b\\\n", "\\");
    assertLines("abc\b\b\n", "abc");
    assertLines("aö\bo\n", "ao");
    assertLines("\b\bab\n", "ab");
    assertLines("\033[1ma\b\bb\n", "\033[1mb");
  }

  @Test
  void cursorWithinTheLine_actsAsOnATerminal() {
    assertLines("|\033[1D/\033[1D-\033[D\\\n", "\\");
    assertLines("  9%\033[1000D 10%\033[1000D100%\n", "100%");
    assertLines("100%\033[1000D50%\n", "50%%");
    assertLines("service\033[20G[ ok ]\n", "service            [ ok ]");
    assertLines("one\033[5Ctwo\n", "one     two");
    assertLines("\033[3Ctext\n", "   text");
    assertLines("ab\tc\033[5Gd\n", "ab  d   c");
    assertLines("abcdef\033[2G\033[2P\n", "adef");
    assertLines("abcdef\033[2G\033[2@xy\n", "axybcdef");
    assertLines("abcdef\033[2G\033[3X\n", "a   ef");
    assertLines("abcdef\033[3G\033[K\n", "ab");
    assertLines("abcdef\033[3G\033[1K\n", "   def");
    assertLines("abcdef\033[3G\033[2Kx\n", "x");
    assertLines("-\033[9b\n", "----------");
    assertLines("abc\b\bX\n", "aXc");
    assertLines("abc\033[3Dx\033[1G\033[1Cy\n", "xyc");
    assertLines("old\0337new\0338NEW\n", "oldNEW");
    assertLines("old\033[snew\033[uNEW\n", "oldNEW");
    assertLines("size? \0337\033[999;999H\033[6n\0338yes\n", "size? yes");
    assertLines("text\r\033[10C!\n", "text      !");
    assertLines("text\033[999C\n", "text");
    assertLines("\033[5D\033[P\033[@\033[Xa\n", "a");
    assertLines("abc\033[2D\rnew\n", "new");
    assertLines("10%\033[3D20%", "20%");
  }

  @Test
  void cursorWithinTheLine_countsColumns_notBytes() {
    assertLines("日本x\033[3D語\n", latin("日語x"));
    assertLines("日本\033[2Gx\n", latin(" x本"));
    assertLines("e\u0301x\033[1Dy\n", latin("e\u0301y"));
    assertLines("\ud83d\ude00a\033[1Db\n", latin("\ud83d\ude00b"));
    assertLines("\u2630x\033[3Dy\n", "y x");
    assertLines("\u1112\u1161\u11abx\033[3Dy\n", "y x");
    assertLines("\u3097x\033[1Dy\n", latin("\u3097y"));
  }

  @Test
  void cursorWithinTheLine_keepsTheColourOfEachCell() {
    assertLines(
        "\033[31mred\033[0m plain\033[1G\033[32mR\033[0m\n",
        "\033[32mR\033[0m\033[31med\033[0m plain");
    assertLines("\033[1m|\033[1D/\033[0m\n", "\033[1m/\033[0m");
    assertLines("\033]8;;u\033\\ab\033]8;;\033\\c\033[1Gx\n", "x\033]8;;u\033\\b\033]8;;\033\\c");
  }

  @Test
  void cursorWithinALine_isBounded() {
    String text = "x".repeat(5000);
    assertLines("ab\033[D" + text + "\n", "a" + text);
    assertLines("a\033[99999999999Cb\n", "a" + " ".repeat(254) + "b");
    assertLines(
        "a\033[99999999999@\033[99999999999b\033[99999999999Pb\n",
        "a".repeat(LineCells.MAX_COLUMNS) + "b");
  }

  @Test
  void otherRows_endTheLine() {
    assertLines("one\ftwo\013three\n", "one", "two", "three");
    assertLines("\fpage\n\fpage\n", "page", "page");
    assertLines("one\033Etwo\u0085three\033Dfour\n", "one", "two", "three", "four");
    assertLines("one\033[5;1Htwo\033[6;3Hthree\033[6;12Hend\n", "one", "two", "  three    end");
    assertLines("one\033[2dtwo\033[Bthree\033[Hfour\n", "one", "two", "three", "four");
    assertLines("\033[31m\033[5;1Htwo\n", "\033[31mtwo");
  }

  @Test
  void alternateScreen_sharesNoLineWithTheMainScreen() {
    for (String mode : List.of("?47", "?1047", "?1049", "?1049;25", "?25;1049")) {
      assertLines(
          "before\033[" + mode + "halternate\033[" + mode + "lafter\n",
          "before",
          "alternate",
          "after");
    }
    assertLines(
        "before\n\033[?1049h\033[H\033[31m\033[?1049l\033[0mafter\n", "before", "\033[0mafter");
    assertLines("no\033[?1048h alternate\n", "no alternate");
  }

  /// Key protocols and private modes share the final bytes of cursor movements.
  @Test
  void sequencesWithAPrivateMarker_moveNoCursor() {
    assertLines("ab\033[>1uc\033[<ud\033[=1;1ue\033[?uf\n", "abcdef");
    assertLines("ab\033[?1sc\033[1;5sd\033[?1049se\033[ Df\033[>1Gg\n", "abcdefg");
    assertLines("ab\033[1 @c\033[?5Pd\033[!pe\n", "abcde");
  }

  @Test
  void lineDrawing_isMapped_untilTheSetIsLeft() {
    assertLines("\033(0lqqk\033(B text\n", latin("┌──┐ text"));
    assertLines("\033)0q\016x\017x\n", latin("q│x"));
    assertLines("\033(0x a\nx\033(Bx\n", latin("│ ▒"), latin("│x"));
    assertLines("\033(0x\033cx\n", latin("│"), "x");
    assertLines("\033(0qq\033[1Dx\n", latin("─│"));
    assertLines("\016lqk\017\n", "lqk");
  }

  @Test
  void openColour_isCarriedToTheNextLines() {
    assertLines(
        "\033[31mred\nstill\n\nthird\033[0m\nplain\n",
        "\033[31mred",
        "\033[31mstill",
        "",
        "\033[31mthird\033[0m",
        "plain");
    assertLines("\033[31mred\n\033[0mplain\n", "\033[31mred", "\033[0mplain");
    assertLines("\033[31mred\n\033[1mbold\n", "\033[31mred", "\033[31m\033[1mbold");
    assertLines("\033[31mred\n\033[39mplain\n", "\033[31mred", "\033[31m\033[39mplain");
    assertLines("\033[31m10%\r20%\n", "\033[31m20%");
    assertLines("\033[31m10%\033[2K\033[1G20%\n", "\033[31m20%");
    assertLines("\033]8;;u\033\\link\ntext\n", "\033]8;;u\033\\link", "text");
  }

  @Test
  void openAttributes_areCarriedInFull() {
    String all = "1;2;3;5;7;9;4:3;53;38;5;208;48;2;1;22;255;58;5;9";
    assertLines("\033[" + all + "ma\nb\n", "\033[" + all + "ma", "\033[" + all + "mb");
    assertLines(
        "\033[38:2::1:2:3;91;104;1;22;4;24ma\nb\n",
        "\033[38:2::1:2:3;91;104;1;22;4;24ma",
        "\033[91;104mb");
    assertLines("\033[38:2::1:2:3ma\nb\n", "\033[38:2::1:2:3ma", "\033[38;2;1;2;3mb");
    assertLines("\033[1;31ma\033[22;39m\nb\n", "\033[1;31ma\033[22;39m", "b");
    assertLines(
        "\033[31;0ma\033[38;5m\033[38m\033[99999m\nb\n",
        "\033[31;0ma\033[38;5m\033[38m\033[99999m",
        "b");
  }

  @Test
  void manyShortLinesInAnOpenColour_fitTheirBatch() {
    AssembledLines assembled = new AssembledLines(LineAssembler.MAX_LINE);
    byte[] bytes = ("\033[38;2;100;100;100m" + "a\n".repeat(20_000)).getBytes(UTF_8);
    assembled.feed(bytes, 0, bytes.length);
    assertEquals(Collections.nCopies(20_000, "\033[38;2;100;100;100ma"), assembled.end());
  }

  @Test
  void onlySgrAndHyperlinksSurvive() {
    assertLines("\033[1;38;2;1;2;3mbold\033[m", "\033[1;38;2;1;2;3mbold\033[m");
    assertLines("\033[4:3mcurly\033[24m", "\033[4:3mcurly\033[24m");
    assertLines("a\033[2Jb\033[?25lc\033[5nd\033[>4;2me\033[ qf", "abcdef");
    assertLines("a\033]0;title\007b\033]2;title\033\\c", "abc");
    assertLines("a\033P1$r0m\033\\b\033_app\033\\c\033^pm\033\\d\033Xsos\033\\e", "abcde");
    assertLines("a\033(Bb\0337c\033Md\033=e\033Nf", "abcdef");
    assertLines("a\007bcd\016e\177f\0g", "abcdefg");
  }

  @Test
  void hyperlink_isKeptWithOneKindOfEnd() {
    String kept = "\033]8;id=1;http://x/\033\\x\033]8;;\033\\";
    assertLines(kept, kept);
    assertLines("\033]8;id=1;http://x/\007x\033]8;;\007", kept);
    assertLines("\033]8;;http://ä/\007x", "x");
    assertLines("\033]8;" + "a".repeat(5000) + ";\007x", "x");
  }

  @Test
  void eightBitControls_countAsTheirSevenBitForm() {
    assertLines("a\u009b31mb\u009b2Jc\u0088d\u009d8;;u\u009ce", "a\033[31mbcd\033]8;;u\033\\e");
  }

  @Test
  void removedBytes_neverJoinOthersToAControl() {
    assertBytes(new byte[] {'a', (byte) 0xC2, 0, (byte) 0x9B, 'm'}, "am");
    assertBytes(new byte[] {(byte) 0xC2, 'x', '\b', (byte) 0x9B, 'm'}, "\u00C2m");
    assertBytes(new byte[] {(byte) 0xC2, (byte) 0xC2, 0, (byte) 0x9B, (byte) 0x9C}, "");
  }

  @Test
  void tabAndInvalidBytes_areKept() {
    assertLines("a\tb\t\tcdefghijk\t", "a\tb\t\tcdefghijk\t");
    byte[] invalid = {'a', (byte) 0xFF, (byte) 0x9B, (byte) 0xC3, 'b'};
    assertBytes(invalid, new String(invalid, ISO_8859_1));
    assertLines("«©»", latin("«©»"));
  }

  @Test
  void unterminatedString_endsWithItsLine() {
    assertLines("a\033]0;never\nb", "a", "b");
    assertLines("a\033Pnever\033[31mb\n", "a\033[31mb");
  }

  @Test
  void restOfOnlySequences_isNoLine() {
    assertLines("a\n\033[0m", "a");
    assertLines("a\n ", "a", " ");
  }

  @Test
  void lineOverTheMaximum_isCutAtACharacter() {
    AssembledLines assembled = new AssembledLines(8);
    byte[] bytes = "0123456789abcdef\n1234567€x\n".getBytes(UTF_8);
    assembled.feed(bytes, 0, bytes.length);
    assertEquals(List.of("01234567…", "89abcdef", "1234567…", latin("€x")), assembled.end());
  }

  @Test
  void hugeLine_costsBoundedMemory() {
    LineAssembler assembler = new LineAssembler();
    LineBatch batch = new LineBatch();
    byte[] chunk = "x".repeat(1 << 16).getBytes(UTF_8);
    long text = 0;
    for (int i = 0; i < 1600; i++) {
      assembler.feed(chunk, 0, chunk.length, batch);
      text += batch.size();
    }
    assembler.end(batch);
    assertEquals(1600L << 16, text + batch.size());
    assertTrue(batch.bytes.length < 4 << 20, "batch grew to " + batch.bytes.length);
  }

  @Test
  void batch_isEmptiedByTheNextCall() {
    LineAssembler assembler = new LineAssembler();
    LineBatch batch = new LineBatch();
    byte[] bytes = "a\nb\nc".getBytes(UTF_8);
    assembler.feed(bytes, 0, bytes.length, batch);
    assertEquals(2, batch.count());
    assembler.feed(bytes, 0, 0, batch);
    assertEquals(0, batch.count());
    assembler.end(batch);
    assertArrayEquals(new int[] {1, 1}, new int[] {batch.count(), batch.size()});
    assembler.end(batch);
    assertEquals(0, batch.count());
  }

  private static void assertLines(String text, String... lines) {
    assertEquals(List.of(lines), AssembledLines.lines(text));
  }

  private static void assertBytes(byte[] bytes, String line) {
    List<String> expected = line.isEmpty() ? List.of() : List.of(line);
    assertEquals(expected, AssembledLines.lines(bytes));
  }

  private static String latin(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }
}
