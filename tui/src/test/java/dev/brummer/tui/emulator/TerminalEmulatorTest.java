package dev.brummer.tui.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.tui.paint.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a VT420 does, and what xterm has added that people's programs use; cases after vttest.
final class TerminalEmulatorTest {
  private final EmulatorDriver glass = new EmulatorDriver(10, 4);

  @Test
  void text_wrapsAtTheEdge_notBeforeTheNextCharacter() {
    glass.print("0123456789").shows("0123456789").cursorAt(9, 0);
    glass.print("a").shows("0123456789", "a").cursorAt(1, 1);
    glass.print("\r\n\nx\n").shows("a", "", "x").cursorAt(1, 3);
  }

  @Test
  void withoutAutowrap_theLastColumnIsOverwritten() {
    glass.print("\033[?7l0123456789abc").shows("012345678c").cursorAt(9, 0);
    glass.print("\r\033[?7h0123456789abc").shows("0123456789", "abc");
  }

  @Test
  void wideCharacters_takeTwoColumns_andAreNeverCut() {
    glass.print("\033[1;10H世").shows("", "世").cursorAt(2, 1);
    glass.print("界\033[2;2Hx").shows("", " x界").print("\033[2;4Hy").shows("", " x y");
    glass.print("\033[2J\033[H世界世界\033[1;2H\033[P").shows(" 界世界");
    glass.print("\033[2J\033[H世界\033[1;2H\033[@").shows("   界").assertSound();
  }

  @Test
  void combiningMarks_joinTheirCharacter_alsoAtTheEdge() {
    glass.print("e\u0301x").shows("e\u0301x").cursorAt(2, 0);
    glass.print("\033[1;10Hn\u0303").shows("e\u0301x       n\u0303");
    glass.print("\r世\u0301").shows("世\u0301       n\u0303");
    glass.print("\033[2;1H\u0301a").shows("世\u0301       n\u0303", "a");
  }

  @ParameterizedTest
  @CsvSource({
    "A, 4, 0", "B, 4, 3", "C, 6, 2", "D, 2, 2", "E, 0, 3", "F, 0, 0", "G, 1, 2", "d, 4, 1",
    "a, 6, 2", "e, 4, 3", "`, 1, 2", "k, 4, 0", "j, 2, 2"
  })
  void moves(String last, int x, int y) {
    glass.print("\033[3;5H\033[2" + last).cursorAt(x, y);
  }

  @Test
  void moves_stayInside_whateverTheNumber() {
    for (String last : "A B C D E F G H I Z d f".split(" ")) {
      glass.print("\033[2;2H\033[99999999999" + last).assertSound();
      glass.print("\033[2;2H\033[0" + last).assertSound();
    }
  }

  @Test
  void tabs_everyEighthColumn_orWhereTheyAreSet() {
    EmulatorDriver wide = new EmulatorDriver(30, 3);
    wide.print("\ta\tb")
        .shows("        a       b")
        .print("\033[Z\033[Zc")
        .shows("        c       b");
    wide.print("\033[3g\r\033[3C\033H\r\tx").cursorAt(4, 0).print("\t").cursorAt(29, 0);
    wide.print("\r\033[5I").cursorAt(29, 0);
  }

  @Test
  void regions_scrollByThemselves() {
    glass.print("1\r\n2\r\n3\r\n4\033[2;3r").cursorAt(0, 0);
    glass
        .print("\033[3H\n")
        .shows("1", "3", "", "4")
        .print("\033[2H\033M")
        .shows("1", "", "3", "4");
    glass.print("\033[r\033[2;3r\033[S").shows("1", "3", "", "4");
    glass.print("\033[T").shows("1", "", "3", "4");
    assertEquals(0, glass.emulator.history());
  }

  @Test
  void margins_holdTheCursorThatIsInside_andOneRowIsNone() {
    glass.print("\033[2;3r\033[2H\033[9A").cursorAt(0, 1).print("\033[9B").cursorAt(0, 2);
    glass.print("\033[4H\033[9A").cursorAt(0, 1).print("\033[1H\033[9B").cursorAt(0, 2);
    glass.print("\033[4H\n\n").cursorAt(0, 3).print("\033[3;3r\033[4H").cursorAt(0, 3);
  }

  @Test
  void origin_countsFromTheMargin() {
    glass.print("\033[2;3r\033[?6h").cursorAt(0, 1).print("\033[9;9Hx").cursorAt(9, 2);
    glass.print("\033[6n").answers("\033[2;10R").print("\033[?6l").cursorAt(0, 0);
  }

  @Test
  void linesAndCharacters_areInsertedDeletedErased() {
    glass.print("abcdef\033[1;3H\033[2@").shows("ab  cdef").print("\033[3P").shows("abdef");
    glass.print("\033[2X").shows("ab  f").print("\033[4hXY\033[4l").shows("abXY  f");
    glass.print("\r\n1\r\n2\033[2H\033[L").shows("abXY  f", "", "1", "2");
    glass.print("\033[2M").shows("abXY  f", "2").print("\033[1;4H\033[1K").shows("      f", "2");
    glass.print("\033[J").shows("", "2".replace("2", "")).cursorAt(3, 0);
  }

  @Test
  void erasing_leavesTheBackground_asTerminfoPromises() {
    glass.print("\033[41m\033[2Jx\033[m");
    assertEquals(Style.background(0, Style.indexed(1)), glass.still().style(9, 3));
    glass.print("\033[44m\r\033[K\033[1;31m\033[1P");
    assertEquals(Style.background(0, Style.indexed(4)), glass.still().style(5, 0));
  }

  @Test
  void colours_ofAllKinds() {
    assertStyle("31;1", Style.of(1) | Style.BOLD);
    assertStyle("38;5;200", Style.of(200));
    assertStyle("38:5:200", Style.of(200));
    assertStyle("38;2;1;2;3", Style.foreground(0, Style.rgb(1, 2, 3)));
    assertStyle("38:2::1:2:3", Style.foreground(0, Style.rgb(1, 2, 3)));
    assertStyle("38:2:1:2:3", Style.foreground(0, Style.rgb(1, 2, 3)));
    assertStyle("48;2;1;2;3;4", Style.background(Style.UNDERLINE, Style.rgb(1, 2, 3)));
    assertStyle("97;107", Style.background(Style.of(15), Style.indexed(15)));
    assertStyle("4:3;58;5;1;3", Style.UNDERLINE | Style.ITALIC);
    assertStyle("4;4:0;7", Style.REVERSE);
    assertStyle("1;2;3;4;7;8;9;22;23;24;27;28;29", 0);
    assertStyle("31;41;39;49", 0);
    assertStyle("38;5", 0);
    assertStyle("38;5;999;1", Style.BOLD);
    assertStyle(">4;2", 0);
  }

  private static void assertStyle(String sgr, long wanted) {
    EmulatorDriver one = new EmulatorDriver(10, 2).print("\033[" + sgr + "mx");
    assertEquals(Long.toHexString(wanted), Long.toHexString(one.still().style(0, 0)), sgr);
  }

  @Test
  void hidden_isABlank_thatIsNotCopied() {
    glass.print("a\033[8mb\033[mc").shows("a c");
  }

  @Test
  void lineDrawing_inBothSets() {
    glass.print("\033(0lqk\033(Bq").shows("┌─┐q").print("\r\033)0\016x\017x").shows("│x┐q");
    glass.print("\r\033*0\033Nxx").shows("│x┐q");
  }

  @Test
  void alternateScreen_leavesTheMainOneAsItWas() {
    glass.print("main\033[?1049h").shows().print("\033[Hother").shows("other");
    assertTrue(glass.emulator.onAlternate());
    glass.print("\n\n\n\n\n\n\033[?1049l").shows("main").cursorAt(4, 0);
    assertEquals(0, glass.emulator.history());
    glass.print("\033[?1049h").shows();
  }

  @Test
  void cursor_isSavedWithAllThatBelongsToIt() {
    glass.print("\033[31m\033(0\033[2;3H\0337\033[m\033(B\033[H\0338q").shows("", "  ─");
    assertEquals(Style.of(1), glass.still().style(2, 1));
    glass.print("\033[s\033[H\033[u").cursorAt(3, 1);
  }

  @Test
  void repeat_writesTheLastCharacterAgain() {
    glass.print("ab\033[3b").shows("abbbb").print("世\033[b").shows("abbbb世世");
  }

  @Test
  void cursor_isShownHiddenAndShaped() {
    assertEquals(-1, glass.print("\033[?25l").still().cursorX());
    assertEquals(0, glass.print("\033[?25h").still().cursorX());
    assertEquals(6, glass.print("\033[6 q").still().cursorShape());
    assertEquals(6, glass.print("\033[9 q").still().cursorShape());
    assertEquals(0, glass.print("\033[ q").still().cursorShape());
  }

  @Test
  void questions_areAnswered() {
    glass.print("\033[c").answers("\033[?64;1;2;6;22c").print("\033[>c").answers("\033[>41;388;0c");
    glass.print("\033[>q").answers("\033P>|brummer(0.1)\033\\").print("\033[5n").answers("\033[0n");
    glass.print("\033[2;3H\033[6n\033[?6n").answers("\033[2;3R\033[?2;3;1R");
    glass.print("\033[?2026$p\033[?2004h\033[?2004$p").answers("\033[?2026;2$y\033[?2004;1$y");
    glass
        .print("\033[?1049$p\033[?4242$p\033[4$p")
        .answers("\033[?1049;2$y\033[?4242;0$y\033[4;2$y");
    glass.print("\033P$q q\033\\").answers("\033P1$r0 q\033\\").print("\033P$qr\033\\");
    glass.answers("\033P1$r1;4r\033\\").print("\033[1;38;5;9m\033P$qm\033\\");
    glass.answers("\033P1$r0;1;38;5;9m\033\\").print("\033P+q544e\033\\").answers("\033P0+r\033\\");
    glass.print("\033[18t").answers("\033[8;4;10t").print("\033]11;?\007").answers("");
    glass.emulator.ground(0x1e00ff);
    glass.print("\033]11;?\007").answers("\033]11;rgb:1e1e/0000/ffff\033\\");
  }

  @Test
  void recording_isNotAnswered_andItsNewLinesAreGuessed() {
    glass.emulator.playing(true);
    glass.print("a\033[cb\nc\033[?1049h\033[2;2Hd\ne").shows("", " d", "  e");
    glass.emulator.playing(false);
    glass.answers("").print("\033[?1049l").shows("ab", "c");
  }

  @Test
  void bareNewLines_goToTheFirstColumn() {
    glass.print("a\nb").shows("a", " b");
    glass.emulator.bareNewLines(true);
    glass.print("\nc").shows("a", " b", "c");
    glass.emulator.bareNewLines(false);
    glass.print("\033[20h\nd").shows("a", " b", "c", "d");
  }

  @Test
  void wishes_areWhatWasSwitchedOnLast() {
    assertEquals(InputModes.NONE, glass.still().wishes());
    InputModes wishes = glass.print("\033[?1;1000;1002;1006;2004;1004h\033=").still().wishes();
    assertEquals(InputModes.Mouse.DRAG, wishes.mouse());
    assertEquals(InputModes.Coding.SGR, wishes.coding());
    assertTrue(wishes.cursorKeys() && wishes.keypad() && wishes.paste() && wishes.focus());
    assertFalse(wishes.wheelKeys());
    assertEquals(InputModes.NONE, glass.print("\033c").still().wishes());
    assertTrue(glass.print("\033[?1049h").still().wishes().wheelKeys());
    glass.print("\033[?1003h\033[?1003s\033[?1003l\033[?1003r");
    assertEquals(InputModes.Mouse.ALL, glass.still().wishes().mouse());
  }

  @Test
  void updates_areCounted() {
    glass.print("\033[?2026h");
    assertTrue(glass.emulator.updating());
    glass.print("\033[?2026h\033[?2026l\033[?2026h");
    assertEquals(2, glass.emulator.updates());
  }

  @Test
  void title_isKept_savedAndBroughtBack() {
    assertEquals("vim ü", glass.print("\033]2;vim ü\007").still().title());
    glass.print("\033[22;0t\033]0;other\033\\");
    assertEquals("other", glass.still().title());
    assertEquals("vim ü", glass.print("\033[23;0t").still().title());
    assertEquals("vim ü", glass.print("\033]8;;http://x\007\033]52;c;eA==\007").still().title());
  }

  @Test
  void nonsense_isSwallowedWhole() {
    glass
        .print("a\033[1;2;3;4!zb\033[?9;9~c\033P1;2|datad\033\\d\033_apc\033\\e\033X\033\\f")
        .shows("abcdef");
    glass.print("\033[<5u\033[>1u\033[=1;1u\033[?u\033%G\033 Fg").shows("abcdefg");
    glass.print("\033[12\030h\033]0;cut\033[Ki").shows("abcdefghi");
  }

  @Test
  void controls_workInsideSequences() {
    glass.print("ab\033[\r2Cx").shows("abx").print("\033[1\n;1Hy").shows("ybx");
  }

  @Test
  void malformedText_becomesReplacements() {
    glass.print(new byte[] {'a', (byte) 0xc3, 'b', (byte) 0xff, (byte) 0xe2, (byte) 0x82, 'c'});
    glass.shows("a\ufffdb\ufffd\ufffdc");
    glass.print(new byte[] {(byte) 0xe2, (byte) 0x82, (byte) 0xac, (byte) 0xc2, (byte) 0x85});
    glass.shows("a\ufffdb\ufffd\ufffdc€");
    glass.print("\033c").print(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80, 'x'});
    glass.shows("\ufffd\ufffd\ufffdx");
  }

  @Test
  void fill_andReset() {
    glass.print("\033#8").shows("EEEEEEEEEE", "EEEEEEEEEE", "EEEEEEEEEE", "EEEEEEEEEE");
    glass.print("\033[?25l\033c").shows().cursorAt(0, 0);
    glass.print("\033[2;3r\033[4h\033[1m\033[!px").cursorAt(1, 0);
    assertEquals(0, glass.still().style(0, 0));
  }

  @Test
  void history_isLookedBackAt() {
    glass.print("1\r\n2\r\n3\r\n4\r\n5\r\n6").shows("3", "4", "5", "6");
    assertEquals(2, glass.emulator.history());
    assertEquals("2\n3\n4\n5\n", glass.still(1).picture());
    assertEquals(-1, glass.still(3).cursorX());
    assertEquals("1\n2\n3\n4\n", glass.still(9).picture());
    assertEquals("3\n4", glass.still().text(0, 0, 3, 1));
    glass.print("\033[3J");
    assertEquals(0, glass.emulator.history());
  }

  @Test
  void anotherStart_keepsWhatWasPrinted_andSwitchesOff() {
    glass.print("a\033[?1049h\033[?1h\033[2;3r\033[31mvim");
    glass.emulator.startAnew();
    glass.print("b").shows("a", "b");
    assertEquals(InputModes.NONE, glass.still().wishes());
    assertEquals(0, glass.still().style(0, 1));
  }

  @Test
  void copiedText_joinsWhatWasWrapped() {
    glass.print("0123456789ab\r\nc");
    assertEquals("456789ab\nc", glass.still().text(4, 0, 9, 2));
    assertEquals("9a", glass.still().text(9, 0, 0, 1));
  }
}
