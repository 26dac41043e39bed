package dev.brummer.engine.log.assemble;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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

  @Test
  void backspace_letsTheNextCharacterReplaceTheLast() {
    assertLines("|\b/\b-\b\\\n", "\\");
    assertLines("abc\b\b\n", "abc");
    assertLines("aö\bo\n", "ao");
    assertLines("\b\bab\n", "ab");
    assertLines("\033[1ma\b\bb\n", "\033[1mb");
  }

  @Test
  void onlySgrAndHyperlinksSurvive() {
    assertLines("\033[1;38;2;1;2;3mbold\033[m", "\033[1;38;2;1;2;3mbold\033[m");
    assertLines("\033[4:3mcurly\033[24m", "\033[4:3mcurly\033[24m");
    assertLines("a\033[2Jb\033[10;5Hc\033[?25ld\033[>4;2me\033[ qf", "abcdef");
    assertLines("a\033]0;title\007b\033]2;title\033\\c", "abc");
    assertLines("a\033P1$r0m\033\\b\033_app\033\\c\033^pm\033\\d\033Xsos\033\\e", "abcde");
    assertLines("a\033(Bb\0337c\033Md\033=e\033Nf", "abcdef");
    assertLines("a\007b\013c\014d\016e\177f\0g", "abcdefg");
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
    assertLines("a\u009b31mb\u009b2Jc\u0085d\u009d8;;u\u009ce", "a\033[31mbcd\033]8;;u\033\\e");
  }

  @Test
  void removedBytes_neverJoinOthersToAControl() {
    assertBytes(new byte[] {'a', (byte) 0xC2, 0, (byte) 0x9B, 'm'}, "am");
    assertBytes(new byte[] {(byte) 0xC2, 'x', '\b', (byte) 0x9B, 'm'}, "m");
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
