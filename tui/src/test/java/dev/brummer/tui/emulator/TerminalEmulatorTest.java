package dev.brummer.tui.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.tui.paint.PackedStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Behaviour of a VT420 and common xterm extensions; cases follow vttest.
final class TerminalEmulatorTest {
  private final EmulatorDriver driver = new EmulatorDriver(10, 4);

  @Test
  void text_wrapsAtTheEdge_notBeforeTheNextCharacter() {
    driver.print("0123456789").assertScreen("0123456789").assertCursor(9, 0);
    driver.print("a").assertScreen("0123456789", "a").assertCursor(1, 1);
    driver.print("\r\n\nx\n").assertScreen("a", "", "x").assertCursor(1, 3);
  }

  @Test
  void withoutAutowrap_theLastColumnIsOverwritten() {
    driver.print("\033[?7l0123456789abc").assertScreen("012345678c").assertCursor(9, 0);
    driver.print("\r\033[?7h0123456789abc").assertScreen("0123456789", "abc");
  }

  @Test
  void wideCharacters_takeTwoColumns_andAreNeverCut() {
    driver.print("\033[1;10H世").assertScreen("", "世").assertCursor(2, 1);
    driver
        .print("界\033[2;2Hx")
        .assertScreen("", " x界")
        .print("\033[2;4Hy")
        .assertScreen("", " x y");
    driver.print("\033[2J\033[H世界世界\033[1;2H\033[P").assertScreen(" 界世界");
    driver.print("\033[2J\033[H世界\033[1;2H\033[@").assertScreen("   界").assertConsistent();
  }

  @Test
  void combiningMarks_joinTheirCharacter_alsoAtTheEdge() {
    driver.print("e\u0301x").assertScreen("e\u0301x").assertCursor(2, 0);
    driver.print("\033[1;10Hn\u0303").assertScreen("e\u0301x       n\u0303");
    driver.print("\r世\u0301").assertScreen("世\u0301       n\u0303");
    driver.print("\033[2;1H\u0301a").assertScreen("世\u0301       n\u0303", "a");
  }

  @ParameterizedTest
  @CsvSource({
    "A, 4, 0", "B, 4, 3", "C, 6, 2", "D, 2, 2", "E, 0, 3", "F, 0, 0", "G, 1, 2", "d, 4, 1",
    "a, 6, 2", "e, 4, 3", "`, 1, 2", "k, 4, 0", "j, 2, 2"
  })
  void moves(String last, int x, int y) {
    driver.print("\033[3;5H\033[2" + last).assertCursor(x, y);
  }

  @Test
  void moves_stayInside_whateverTheNumber() {
    for (String last : "A B C D E F G H I Z d f".split(" ")) {
      driver.print("\033[2;2H\033[99999999999" + last).assertConsistent();
      driver.print("\033[2;2H\033[0" + last).assertConsistent();
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
    driver.print("1\r\n2\r\n3\r\n4\033[2;3r").assertCursor(0, 0);
    driver
        .print("\033[3H\n")
        .assertScreen("1", "3", "", "4")
        .print("\033[2H\033M")
        .assertScreen("1", "", "3", "4");
    driver.print("\033[r\033[2;3r\033[S").assertScreen("1", "3", "", "4");
    driver.print("\033[T").assertScreen("1", "", "3", "4");
    assertEquals(0, driver.emulator.scrollbackSize());
  }

  @Test
  void margins_holdTheCursorThatIsInside_andOneRowIsNone() {
    driver.print("\033[2;3r\033[2H\033[9A").assertCursor(0, 1).print("\033[9B").assertCursor(0, 2);
    driver.print("\033[4H\033[9A").assertCursor(0, 1).print("\033[1H\033[9B").assertCursor(0, 2);
    driver.print("\033[4H\n\n").assertCursor(0, 3).print("\033[3;3r\033[4H").assertCursor(0, 3);
  }

  @Test
  void origin_countsFromTheMargin() {
    driver.print("\033[2;3r\033[?6h").assertCursor(0, 1).print("\033[9;9Hx").assertCursor(9, 2);
    driver.print("\033[6n").assertReplies("\033[2;10R").print("\033[?6l").assertCursor(0, 0);
  }

  @Test
  void linesAndCharacters_areInsertedDeletedErased() {
    driver
        .print("abcdef\033[1;3H\033[2@")
        .assertScreen("ab  cdef")
        .print("\033[3P")
        .assertScreen("abdef");
    driver.print("\033[2X").assertScreen("ab  f").print("\033[4hXY\033[4l").assertScreen("abXY  f");
    driver.print("\r\n1\r\n2\033[2H\033[L").assertScreen("abXY  f", "", "1", "2");
    driver
        .print("\033[2M")
        .assertScreen("abXY  f", "2")
        .print("\033[1;4H\033[1K")
        .assertScreen("      f", "2");
    driver.print("\033[J").assertScreen("", "2".replace("2", "")).assertCursor(3, 0);
  }

  @Test
  void erasing_leavesTheBackground_asTerminfoPromises() {
    driver.print("\033[41m\033[2Jx\033[m");
    assertEquals(PackedStyle.background(0, PackedStyle.indexed(1)), driver.snapshot().style(9, 3));
    driver.print("\033[44m\r\033[K\033[1;31m\033[1P");
    assertEquals(PackedStyle.background(0, PackedStyle.indexed(4)), driver.snapshot().style(5, 0));
  }

  @Test
  void colours_ofAllKinds() {
    assertStyle("31;1", PackedStyle.of(1) | PackedStyle.BOLD);
    assertStyle("38;5;200", PackedStyle.of(200));
    assertStyle("38:5:200", PackedStyle.of(200));
    assertStyle("38;2;1;2;3", PackedStyle.foreground(0, PackedStyle.rgb(1, 2, 3)));
    assertStyle("38:2::1:2:3", PackedStyle.foreground(0, PackedStyle.rgb(1, 2, 3)));
    assertStyle("38:2:1:2:3", PackedStyle.foreground(0, PackedStyle.rgb(1, 2, 3)));
    assertStyle(
        "48;2;1;2;3;4", PackedStyle.background(PackedStyle.UNDERLINE, PackedStyle.rgb(1, 2, 3)));
    assertStyle("97;107", PackedStyle.background(PackedStyle.of(15), PackedStyle.indexed(15)));
    assertStyle("4:3;58;5;1;3", PackedStyle.UNDERLINE | PackedStyle.ITALIC);
    assertStyle("4;4:0;7", PackedStyle.REVERSE);
    assertStyle("1;2;3;4;7;8;9;22;23;24;27;28;29", 0);
    assertStyle("31;41;39;49", 0);
    assertStyle("38;5", 0);
    assertStyle("38;5;999;1", PackedStyle.BOLD);
    assertStyle(">4;2", 0);
  }

  private static void assertStyle(String sgr, long expected) {
    EmulatorDriver driver = new EmulatorDriver(10, 2).print("\033[" + sgr + "mx");
    assertEquals(Long.toHexString(expected), Long.toHexString(driver.snapshot().style(0, 0)), sgr);
  }

  @Test
  void hidden_isABlank_thatIsNotCopied() {
    driver.print("a\033[8mb\033[mc").assertScreen("a c");
  }

  @Test
  void lineDrawing_inBothSets() {
    driver
        .print("\033(0lqk\033(Bq")
        .assertScreen("┌─┐q")
        .print("\r\033)0\016x\017x")
        .assertScreen("│x┐q");
    driver.print("\r\033*0\033Nxx").assertScreen("│x┐q");
  }

  @Test
  void alternateScreen_leavesTheMainOneAsItWas() {
    driver.print("main\033[?1049h").assertScreen().print("\033[Hother").assertScreen("other");
    assertTrue(driver.emulator.isOnAlternate());
    driver.print("\n\n\n\n\n\n\033[?1049l").assertScreen("main").assertCursor(4, 0);
    assertEquals(0, driver.emulator.scrollbackSize());
    driver.print("\033[?1049h").assertScreen();
  }

  @Test
  void cursor_isSavedWithAllThatBelongsToIt() {
    driver.print("\033[31m\033(0\033[2;3H\0337\033[m\033(B\033[H\0338q").assertScreen("", "  ─");
    assertEquals(PackedStyle.of(1), driver.snapshot().style(2, 1));
    driver.print("\033[s\033[H\033[u").assertCursor(3, 1);
  }

  @Test
  void repeat_writesTheLastCharacterAgain() {
    driver.print("ab\033[3b").assertScreen("abbbb").print("世\033[b").assertScreen("abbbb世世");
  }

  @Test
  void cursor_isShownHiddenAndShaped() {
    assertEquals(-1, driver.print("\033[?25l").snapshot().cursorX());
    assertEquals(0, driver.print("\033[?25h").snapshot().cursorX());
    assertEquals(6, driver.print("\033[6 q").snapshot().cursorShape());
    assertEquals(6, driver.print("\033[9 q").snapshot().cursorShape());
    assertEquals(0, driver.print("\033[ q").snapshot().cursorShape());
  }

  @Test
  void questions_areAnswered() {
    driver
        .print("\033[c")
        .assertReplies("\033[?64;1;2;6;22c")
        .print("\033[>c")
        .assertReplies("\033[>41;388;0c");
    driver
        .print("\033[>q")
        .assertReplies("\033P>|brummer(0.1)\033\\")
        .print("\033[5n")
        .assertReplies("\033[0n");
    driver.print("\033[2;3H\033[6n\033[?6n").assertReplies("\033[2;3R\033[?2;3;1R");
    driver
        .print("\033[?2026$p\033[?2004h\033[?2004$p")
        .assertReplies("\033[?2026;2$y\033[?2004;1$y");
    driver
        .print("\033[?1049$p\033[?4242$p\033[4$p")
        .assertReplies("\033[?1049;2$y\033[?4242;0$y\033[4;2$y");
    driver.print("\033P$q q\033\\").assertReplies("\033P1$r0 q\033\\").print("\033P$qr\033\\");
    driver.assertReplies("\033P1$r1;4r\033\\").print("\033[1;38;5;9m\033P$qm\033\\");
    driver
        .assertReplies("\033P1$r0;1;38;5;9m\033\\")
        .print("\033P+q544e\033\\")
        .assertReplies("\033P0+r\033\\");
    driver.print("\033[18t").assertReplies("\033[8;4;10t").print("\033]11;?\007").assertReplies("");
    driver.emulator.background(0x1e00ff);
    driver.print("\033]11;?\007").assertReplies("\033]11;rgb:1e1e/0000/ffff\033\\");
  }

  @Test
  void recording_isNotAnswered_andItsNewLinesAreGuessed() {
    driver.emulator.replaying(true);
    driver.print("a\033[cb\nc\033[?1049h\033[2;2Hd\ne").assertScreen("", " d", "  e");
    driver.emulator.replaying(false);
    driver.assertReplies("").print("\033[?1049l").assertScreen("ab", "c");
  }

  @Test
  void bareNewLines_goToTheFirstColumn() {
    driver.print("a\nb").assertScreen("a", " b");
    driver.emulator.impliedCarriageReturn(true);
    driver.print("\nc").assertScreen("a", " b", "c");
    driver.emulator.impliedCarriageReturn(false);
    driver.print("\033[20h\nd").assertScreen("a", " b", "c", "d");
  }

  @Test
  void wishes_areWhatWasSwitchedOnLast() {
    assertEquals(InputModes.NONE, driver.snapshot().inputModes());
    InputModes inputModes =
        driver.print("\033[?1;1000;1002;1006;2004;1004h\033=").snapshot().inputModes();
    assertEquals(InputModes.MouseTracking.DRAG, inputModes.mouseTracking());
    assertEquals(InputModes.MouseEncoding.SGR, inputModes.mouseEncoding());
    assertTrue(
        inputModes.applicationCursorKeys()
            && inputModes.applicationKeypad()
            && inputModes.bracketedPaste()
            && inputModes.focusEvents());
    assertFalse(inputModes.alternateScroll());
    assertEquals(InputModes.NONE, driver.print("\033c").snapshot().inputModes());
    assertTrue(driver.print("\033[?1049h").snapshot().inputModes().alternateScroll());
    driver.print("\033[?1003h\033[?1003s\033[?1003l\033[?1003r");
    assertEquals(InputModes.MouseTracking.ALL, driver.snapshot().inputModes().mouseTracking());
  }

  @Test
  void updates_areCounted() {
    driver.print("\033[?2026h");
    assertTrue(driver.emulator.isUpdating());
    driver.print("\033[?2026h\033[?2026l\033[?2026h");
    assertEquals(2, driver.emulator.updateCount());
  }

  @Test
  void title_isKept_savedAndBroughtBack() {
    assertEquals("vim ü", driver.print("\033]2;vim ü\007").snapshot().title());
    driver.print("\033[22;0t\033]0;other\033\\");
    assertEquals("other", driver.snapshot().title());
    assertEquals("vim ü", driver.print("\033[23;0t").snapshot().title());
    assertEquals(
        "vim ü", driver.print("\033]8;;http://x\007\033]52;c;eA==\007").snapshot().title());
  }

  @Test
  void nonsense_isSwallowedWhole() {
    driver
        .print("a\033[1;2;3;4!zb\033[?9;9~c\033P1;2|datad\033\\d\033_apc\033\\e\033X\033\\f")
        .assertScreen("abcdef");
    driver.print("\033[<5u\033[>1u\033[=1;1u\033[?u\033%G\033 Fg").assertScreen("abcdefg");
    driver.print("\033[12\030h\033]0;cut\033[Ki").assertScreen("abcdefghi");
  }

  @Test
  void controls_workInsideSequences() {
    driver.print("ab\033[\r2Cx").assertScreen("abx").print("\033[1\n;1Hy").assertScreen("ybx");
  }

  @Test
  void malformedText_becomesReplacements() {
    driver.print(new byte[] {'a', (byte) 0xc3, 'b', (byte) 0xff, (byte) 0xe2, (byte) 0x82, 'c'});
    driver.assertScreen("a\ufffdb\ufffd\ufffdc");
    driver.print(new byte[] {(byte) 0xe2, (byte) 0x82, (byte) 0xac, (byte) 0xc2, (byte) 0x85});
    driver.assertScreen("a\ufffdb\ufffd\ufffdc€");
    driver.print("\033c").print(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80, 'x'});
    driver.assertScreen("\ufffd\ufffd\ufffdx");
  }

  @Test
  void fill_andReset() {
    driver.print("\033#8").assertScreen("EEEEEEEEEE", "EEEEEEEEEE", "EEEEEEEEEE", "EEEEEEEEEE");
    driver.print("\033[?25l\033c").assertScreen().assertCursor(0, 0);
    driver.print("\033[2;3r\033[4h\033[1m\033[!px").assertCursor(1, 0);
    assertEquals(0, driver.snapshot().style(0, 0));
  }

  @Test
  void history_isLookedBackAt() {
    driver.print("1\r\n2\r\n3\r\n4\r\n5\r\n6").assertScreen("3", "4", "5", "6");
    assertEquals(2, driver.emulator.scrollbackSize());
    assertEquals("2\n3\n4\n5\n", driver.snapshot(1).screenText());
    assertEquals(-1, driver.snapshot(3).cursorX());
    assertEquals("1\n2\n3\n4\n", driver.snapshot(9).screenText());
    assertEquals("3\n4", driver.snapshot().text(0, 0, 3, 1));
    driver.print("\033[3J");
    assertEquals(0, driver.emulator.scrollbackSize());
  }

  @Test
  void anotherStart_keepsWhatWasPrinted_andSwitchesOff() {
    driver.print("a\033[?1049h\033[?1h\033[2;3r\033[31mvim");
    driver.emulator.resetForNewProgram();
    driver.print("b").assertScreen("a", "b");
    assertEquals(InputModes.NONE, driver.snapshot().inputModes());
    assertEquals(0, driver.snapshot().style(0, 1));
  }

  @Test
  void copiedText_joinsWhatWasWrapped() {
    driver.print("0123456789ab\r\nc");
    assertEquals("456789ab\nc", driver.snapshot().text(4, 0, 9, 2));
    assertEquals("9a", driver.snapshot().text(9, 0, 0, 1));
  }
}
