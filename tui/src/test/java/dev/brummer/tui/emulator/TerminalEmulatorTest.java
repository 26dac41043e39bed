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
  private final EmulatorDriver emulatorDriver = new EmulatorDriver(10, 4);

  @Test
  void text_wrapsAtTheEdge_notBeforeTheNextCharacter() {
    emulatorDriver.print("0123456789").assertScreen("0123456789").assertCursor(9, 0);
    emulatorDriver.print("a").assertScreen("0123456789", "a").assertCursor(1, 1);
    emulatorDriver.print("\r\n\nx\n").assertScreen("a", "", "x").assertCursor(1, 3);
  }

  @Test
  void withoutAutowrap_theLastColumnIsOverwritten() {
    emulatorDriver.print("\033[?7l0123456789abc").assertScreen("012345678c").assertCursor(9, 0);
    emulatorDriver.print("\r\033[?7h0123456789abc").assertScreen("0123456789", "abc");
  }

  @Test
  void wideCharacters_takeTwoColumns_andAreNeverCut() {
    emulatorDriver.print("\033[1;10H世").assertScreen("", "世").assertCursor(2, 1);
    emulatorDriver
        .print("界\033[2;2Hx")
        .assertScreen("", " x界")
        .print("\033[2;4Hy")
        .assertScreen("", " x y");
    emulatorDriver.print("\033[2J\033[H世界世界\033[1;2H\033[P").assertScreen(" 界世界");
    emulatorDriver.print("\033[2J\033[H世界\033[1;2H\033[@").assertScreen("   界").assertConsistent();
  }

  @Test
  void combiningMarks_joinTheirCharacter_alsoAtTheEdge() {
    emulatorDriver.print("e\u0301x").assertScreen("e\u0301x").assertCursor(2, 0);
    emulatorDriver.print("\033[1;10Hn\u0303").assertScreen("e\u0301x       n\u0303");
    emulatorDriver.print("\r世\u0301").assertScreen("世\u0301       n\u0303");
    emulatorDriver.print("\033[2;1H\u0301a").assertScreen("世\u0301       n\u0303", "a");
  }

  @ParameterizedTest
  @CsvSource({
    "A, 4, 0", "B, 4, 3", "C, 6, 2", "D, 2, 2", "E, 0, 3", "F, 0, 0", "G, 1, 2", "d, 4, 1",
    "a, 6, 2", "e, 4, 3", "`, 1, 2", "k, 4, 0", "j, 2, 2"
  })
  void moves(String last, int x, int y) {
    emulatorDriver.print("\033[3;5H\033[2" + last).assertCursor(x, y);
  }

  @Test
  void moves_stayInside_whateverTheNumber() {
    for (String last : "A B C D E F G H I Z d f".split(" ")) {
      emulatorDriver.print("\033[2;2H\033[99999999999" + last).assertConsistent();
      emulatorDriver.print("\033[2;2H\033[0" + last).assertConsistent();
    }
  }

  @Test
  void tabs_everyEighthColumn_orWhereTheyAreSet() {
    EmulatorDriver wide = new EmulatorDriver(30, 3);
    wide.print("\ta\tb")
        .assertScreen("        a       b")
        .print("\033[Z\033[Zc")
        .assertScreen("        c       b");
    wide.print("\033[3g\r\033[3C\033H\r\tx").assertCursor(4, 0).print("\t").assertCursor(29, 0);
    wide.print("\r\033[5I").assertCursor(29, 0);
  }

  @Test
  void regions_scrollByThemselves() {
    emulatorDriver.print("1\r\n2\r\n3\r\n4\033[2;3r").assertCursor(0, 0);
    emulatorDriver
        .print("\033[3H\n")
        .assertScreen("1", "3", "", "4")
        .print("\033[2H\033M")
        .assertScreen("1", "", "3", "4");
    emulatorDriver.print("\033[r\033[2;3r\033[S").assertScreen("1", "3", "", "4");
    emulatorDriver.print("\033[T").assertScreen("1", "", "3", "4");
    assertEquals(0, emulatorDriver.emulator.scrollbackSize());
  }

  @Test
  void margins_holdTheCursorThatIsInside_andOneRowIsNone() {
    emulatorDriver
        .print("\033[2;3r\033[2H\033[9A")
        .assertCursor(0, 1)
        .print("\033[9B")
        .assertCursor(0, 2);
    emulatorDriver
        .print("\033[4H\033[9A")
        .assertCursor(0, 1)
        .print("\033[1H\033[9B")
        .assertCursor(0, 2);
    emulatorDriver
        .print("\033[4H\n\n")
        .assertCursor(0, 3)
        .print("\033[3;3r\033[4H")
        .assertCursor(0, 3);
  }

  @Test
  void origin_countsFromTheMargin() {
    emulatorDriver
        .print("\033[2;3r\033[?6h")
        .assertCursor(0, 1)
        .print("\033[9;9Hx")
        .assertCursor(9, 2);
    emulatorDriver
        .print("\033[6n")
        .assertReplies("\033[2;10R")
        .print("\033[?6l")
        .assertCursor(0, 0);
  }

  @Test
  void linesAndCharacters_areInsertedDeletedErased() {
    emulatorDriver
        .print("abcdef\033[1;3H\033[2@")
        .assertScreen("ab  cdef")
        .print("\033[3P")
        .assertScreen("abdef");
    emulatorDriver
        .print("\033[2X")
        .assertScreen("ab  f")
        .print("\033[4hXY\033[4l")
        .assertScreen("abXY  f");
    emulatorDriver.print("\r\n1\r\n2\033[2H\033[L").assertScreen("abXY  f", "", "1", "2");
    emulatorDriver
        .print("\033[2M")
        .assertScreen("abXY  f", "2")
        .print("\033[1;4H\033[1K")
        .assertScreen("      f", "2");
    emulatorDriver.print("\033[J").assertScreen("", "2".replace("2", "")).assertCursor(3, 0);
  }

  @Test
  void erasing_leavesTheBackground_asTerminfoPromises() {
    emulatorDriver.print("\033[41m\033[2Jx\033[m");
    assertEquals(Style.background(0, Style.indexed(1)), emulatorDriver.snapshot().style(9, 3));
    emulatorDriver.print("\033[44m\r\033[K\033[1;31m\033[1P");
    assertEquals(Style.background(0, Style.indexed(4)), emulatorDriver.snapshot().style(5, 0));
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
    assertEquals(Long.toHexString(wanted), Long.toHexString(one.snapshot().style(0, 0)), sgr);
  }

  @Test
  void hidden_isABlank_thatIsNotCopied() {
    emulatorDriver.print("a\033[8mb\033[mc").assertScreen("a c");
  }

  @Test
  void lineDrawing_inBothSets() {
    emulatorDriver
        .print("\033(0lqk\033(Bq")
        .assertScreen("┌─┐q")
        .print("\r\033)0\016x\017x")
        .assertScreen("│x┐q");
    emulatorDriver.print("\r\033*0\033Nxx").assertScreen("│x┐q");
  }

  @Test
  void alternateScreen_leavesTheMainOneAsItWas() {
    emulatorDriver
        .print("main\033[?1049h")
        .assertScreen()
        .print("\033[Hother")
        .assertScreen("other");
    assertTrue(emulatorDriver.emulator.isOnAlternate());
    emulatorDriver.print("\n\n\n\n\n\n\033[?1049l").assertScreen("main").assertCursor(4, 0);
    assertEquals(0, emulatorDriver.emulator.scrollbackSize());
    emulatorDriver.print("\033[?1049h").assertScreen();
  }

  @Test
  void cursor_isSavedWithAllThatBelongsToIt() {
    emulatorDriver
        .print("\033[31m\033(0\033[2;3H\0337\033[m\033(B\033[H\0338q")
        .assertScreen("", "  ─");
    assertEquals(Style.of(1), emulatorDriver.snapshot().style(2, 1));
    emulatorDriver.print("\033[s\033[H\033[u").assertCursor(3, 1);
  }

  @Test
  void repeat_writesTheLastCharacterAgain() {
    emulatorDriver
        .print("ab\033[3b")
        .assertScreen("abbbb")
        .print("世\033[b")
        .assertScreen("abbbb世世");
  }

  @Test
  void cursor_isShownHiddenAndShaped() {
    assertEquals(-1, emulatorDriver.print("\033[?25l").snapshot().cursorX());
    assertEquals(0, emulatorDriver.print("\033[?25h").snapshot().cursorX());
    assertEquals(6, emulatorDriver.print("\033[6 q").snapshot().cursorShape());
    assertEquals(6, emulatorDriver.print("\033[9 q").snapshot().cursorShape());
    assertEquals(0, emulatorDriver.print("\033[ q").snapshot().cursorShape());
  }

  @Test
  void questions_areAnswered() {
    emulatorDriver
        .print("\033[c")
        .assertReplies("\033[?64;1;2;6;22c")
        .print("\033[>c")
        .assertReplies("\033[>41;388;0c");
    emulatorDriver
        .print("\033[>q")
        .assertReplies("\033P>|brummer(0.1)\033\\")
        .print("\033[5n")
        .assertReplies("\033[0n");
    emulatorDriver.print("\033[2;3H\033[6n\033[?6n").assertReplies("\033[2;3R\033[?2;3;1R");
    emulatorDriver
        .print("\033[?2026$p\033[?2004h\033[?2004$p")
        .assertReplies("\033[?2026;2$y\033[?2004;1$y");
    emulatorDriver
        .print("\033[?1049$p\033[?4242$p\033[4$p")
        .assertReplies("\033[?1049;2$y\033[?4242;0$y\033[4;2$y");
    emulatorDriver
        .print("\033P$q q\033\\")
        .assertReplies("\033P1$r0 q\033\\")
        .print("\033P$qr\033\\");
    emulatorDriver.assertReplies("\033P1$r1;4r\033\\").print("\033[1;38;5;9m\033P$qm\033\\");
    emulatorDriver
        .assertReplies("\033P1$r0;1;38;5;9m\033\\")
        .print("\033P+q544e\033\\")
        .assertReplies("\033P0+r\033\\");
    emulatorDriver
        .print("\033[18t")
        .assertReplies("\033[8;4;10t")
        .print("\033]11;?\007")
        .assertReplies("");
    emulatorDriver.emulator.background(0x1e00ff);
    emulatorDriver.print("\033]11;?\007").assertReplies("\033]11;rgb:1e1e/0000/ffff\033\\");
  }

  @Test
  void recording_isNotAnswered_andItsNewLinesAreGuessed() {
    emulatorDriver.emulator.replaying(true);
    emulatorDriver.print("a\033[cb\nc\033[?1049h\033[2;2Hd\ne").assertScreen("", " d", "  e");
    emulatorDriver.emulator.replaying(false);
    emulatorDriver.assertReplies("").print("\033[?1049l").assertScreen("ab", "c");
  }

  @Test
  void bareNewLines_goToTheFirstColumn() {
    emulatorDriver.print("a\nb").assertScreen("a", " b");
    emulatorDriver.emulator.impliedCarriageReturn(true);
    emulatorDriver.print("\nc").assertScreen("a", " b", "c");
    emulatorDriver.emulator.impliedCarriageReturn(false);
    emulatorDriver.print("\033[20h\nd").assertScreen("a", " b", "c", "d");
  }

  @Test
  void wishes_areWhatWasSwitchedOnLast() {
    assertEquals(InputModes.NONE, emulatorDriver.snapshot().inputModes());
    InputModes inputModes =
        emulatorDriver.print("\033[?1;1000;1002;1006;2004;1004h\033=").snapshot().inputModes();
    assertEquals(InputModes.MouseTracking.DRAG, inputModes.mouseTracking());
    assertEquals(InputModes.MouseEncoding.SGR, inputModes.mouseEncoding());
    assertTrue(
        inputModes.applicationCursorKeys()
            && inputModes.applicationKeypad()
            && inputModes.bracketedPaste()
            && inputModes.focusEvents());
    assertFalse(inputModes.alternateScroll());
    assertEquals(InputModes.NONE, emulatorDriver.print("\033c").snapshot().inputModes());
    assertTrue(emulatorDriver.print("\033[?1049h").snapshot().inputModes().alternateScroll());
    emulatorDriver.print("\033[?1003h\033[?1003s\033[?1003l\033[?1003r");
    assertEquals(
        InputModes.MouseTracking.ALL, emulatorDriver.snapshot().inputModes().mouseTracking());
  }

  @Test
  void updates_areCounted() {
    emulatorDriver.print("\033[?2026h");
    assertTrue(emulatorDriver.emulator.isUpdating());
    emulatorDriver.print("\033[?2026h\033[?2026l\033[?2026h");
    assertEquals(2, emulatorDriver.emulator.updateCount());
  }

  @Test
  void title_isKept_savedAndBroughtBack() {
    assertEquals("vim ü", emulatorDriver.print("\033]2;vim ü\007").snapshot().title());
    emulatorDriver.print("\033[22;0t\033]0;other\033\\");
    assertEquals("other", emulatorDriver.snapshot().title());
    assertEquals("vim ü", emulatorDriver.print("\033[23;0t").snapshot().title());
    assertEquals(
        "vim ü", emulatorDriver.print("\033]8;;http://x\007\033]52;c;eA==\007").snapshot().title());
  }

  @Test
  void nonsense_isSwallowedWhole() {
    emulatorDriver
        .print("a\033[1;2;3;4!zb\033[?9;9~c\033P1;2|datad\033\\d\033_apc\033\\e\033X\033\\f")
        .assertScreen("abcdef");
    emulatorDriver.print("\033[<5u\033[>1u\033[=1;1u\033[?u\033%G\033 Fg").assertScreen("abcdefg");
    emulatorDriver.print("\033[12\030h\033]0;cut\033[Ki").assertScreen("abcdefghi");
  }

  @Test
  void controls_workInsideSequences() {
    emulatorDriver
        .print("ab\033[\r2Cx")
        .assertScreen("abx")
        .print("\033[1\n;1Hy")
        .assertScreen("ybx");
  }

  @Test
  void malformedText_becomesReplacements() {
    emulatorDriver.print(
        new byte[] {'a', (byte) 0xc3, 'b', (byte) 0xff, (byte) 0xe2, (byte) 0x82, 'c'});
    emulatorDriver.assertScreen("a\ufffdb\ufffd\ufffdc");
    emulatorDriver.print(
        new byte[] {(byte) 0xe2, (byte) 0x82, (byte) 0xac, (byte) 0xc2, (byte) 0x85});
    emulatorDriver.assertScreen("a\ufffdb\ufffd\ufffdc€");
    emulatorDriver.print("\033c").print(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80, 'x'});
    emulatorDriver.assertScreen("\ufffd\ufffd\ufffdx");
  }

  @Test
  void fill_andReset() {
    emulatorDriver
        .print("\033#8")
        .assertScreen("EEEEEEEEEE", "EEEEEEEEEE", "EEEEEEEEEE", "EEEEEEEEEE");
    emulatorDriver.print("\033[?25l\033c").assertScreen().assertCursor(0, 0);
    emulatorDriver.print("\033[2;3r\033[4h\033[1m\033[!px").assertCursor(1, 0);
    assertEquals(0, emulatorDriver.snapshot().style(0, 0));
  }

  @Test
  void history_isLookedBackAt() {
    emulatorDriver.print("1\r\n2\r\n3\r\n4\r\n5\r\n6").assertScreen("3", "4", "5", "6");
    assertEquals(2, emulatorDriver.emulator.scrollbackSize());
    assertEquals("2\n3\n4\n5\n", emulatorDriver.snapshot(1).screenText());
    assertEquals(-1, emulatorDriver.snapshot(3).cursorX());
    assertEquals("1\n2\n3\n4\n", emulatorDriver.snapshot(9).screenText());
    assertEquals("3\n4", emulatorDriver.snapshot().text(0, 0, 3, 1));
    emulatorDriver.print("\033[3J");
    assertEquals(0, emulatorDriver.emulator.scrollbackSize());
  }

  @Test
  void anotherStart_keepsWhatWasPrinted_andSwitchesOff() {
    emulatorDriver.print("a\033[?1049h\033[?1h\033[2;3r\033[31mvim");
    emulatorDriver.emulator.resetForNewProgram();
    emulatorDriver.print("b").assertScreen("a", "b");
    assertEquals(InputModes.NONE, emulatorDriver.snapshot().inputModes());
    assertEquals(0, emulatorDriver.snapshot().style(0, 1));
  }

  @Test
  void copiedText_joinsWhatWasWrapped() {
    emulatorDriver.print("0123456789ab\r\nc");
    assertEquals("456789ab\nc", emulatorDriver.snapshot().text(4, 0, 9, 2));
    assertEquals("9a", emulatorDriver.snapshot().text(9, 0, 0, 1));
  }
}
