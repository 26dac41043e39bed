package dev.brummer.tui.emulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// Terminal emulator: consumes program output, maintains the screen and replies to queries.
///
/// The resulting screen does not depend on how the output is chunked, and no input throws. Not
/// thread-safe: callers that feed and snapshot from different threads lock around both, which is
/// negligible per 64 KiB chunk. Allocates nothing once the scrollback is full, except for replies,
/// titles and combining marks.
public final class TerminalEmulator {
  /// Smaller sizes are clamped to this.
  private static final int MIN_COLUMNS = 2;

  private static final int MAX_SIZE = 2000;
  private static final int MAX_TITLES = 16;

  private final TerminalModes modes = new TerminalModes();
  private final ScreenBuffer screenBuffer;
  private final TerminalReplies terminalReplies;
  private final EscapeParser parser = new EscapeParser(new SequenceDispatcher());
  private final Deque<String> titleStack = new ArrayDeque<>();
  private String title = "";
  private int shape;
  private boolean impliedCarriageReturn;
  private boolean replaying;
  private long updateCount;

  /// @param replies receives the bytes to be written to the program's input
  public TerminalEmulator(int columns, int rows, Consumer<byte[]> replies) {
    this.screenBuffer =
        new ScreenBuffer(modes, clampSize(MIN_COLUMNS, columns), clampSize(1, rows));
    this.terminalReplies = new TerminalReplies(replies);
  }

  private static int clampSize(int least, int value) {
    return Math.clamp(value, least, MAX_SIZE);
  }

  /// Processes program output.
  public void feed(byte[] bytes, int from, int to) {
    parser.feed(bytes, from, to);
  }

  /// Turns replay mode on or off. During a replay, queries get no reply. On the main screen LF
  /// implies CR, because the terminal mode at recording time is unknown.
  public void replaying(boolean recording) {
    terminalReplies.silent(recording);
    replaying = recording;
  }

  /// Sets the background colour reported to programs, as 0xRRGGBB; negative when unknown.
  public void background(int colour) {
    terminalReplies.background(colour);
  }

  /// Sets whether LF implies CR, for output that did not pass through a line discipline.
  public void impliedCarriageReturn(boolean enabled) {
    impliedCarriageReturn = enabled;
  }

  public void resize(int columns, int rows) {
    screenBuffer.resize(clampSize(MIN_COLUMNS, columns), clampSize(1, rows));
  }

  /// Resets all modes for a new program. Printed output is kept.
  public void resetForNewProgram() {
    screenBuffer.leaveAlternate(true);
    screenBuffer.softReset();
    modes.reset();
    shape = 0;
    if (screenBuffer.cursor.x > 0) {
      screenBuffer.carriageReturn();
      screenBuffer.index();
    }
  }

  /// Whether a synchronized update is in progress.
  public boolean isUpdating() {
    return modes.isSet(TerminalModes.SYNCHRONIZED_UPDATE);
  }

  /// Number of synchronized updates started.
  public long updateCount() {
    return updateCount;
  }

  public boolean isOnAlternate() {
    return screenBuffer.isOnAlternate();
  }

  public InputModes inputModes() {
    return InputModes.of(modes, screenBuffer.isOnAlternate());
  }

  /// Number of rows available in the scrollback; 0 on the alternate screen.
  public int scrollbackSize() {
    return screenBuffer.isOnAlternate() ? 0 : screenBuffer.scrollback.size();
  }

  /// Total number of rows ever scrolled off the top.
  public long totalScrolledRows() {
    return screenBuffer.scrollback.totalPushed();
  }

  /// Copies the screen into a snapshot.
  ///
  /// @param scrollOffset number of scrollback rows to show at the top
  public void copyTo(ScreenSnapshot into, int scrollOffset) {
    into.capture(screenBuffer, modes, title, shape, Math.clamp(scrollOffset, 0, scrollbackSize()));
  }

  /// Dispatches parsed elements to the screen buffer, the modes and the replies.
  private final class SequenceDispatcher implements EscapeParser.EscapeHandler {
    @Override
    public void printAscii(byte[] bytes, int from, int to) {
      screenBuffer.printAscii(bytes, from, to);
    }

    @Override
    public void print(int codePoint) {
      screenBuffer.print(codePoint);
    }

    @Override
    public void control(int code) {
      switch (code) {
        case '\b' -> screenBuffer.backspace();
        case '\t' -> screenBuffer.tab(1);
        case '\n', 0x0b, '\f' -> {
          boolean bare = replaying ? !screenBuffer.isOnAlternate() : impliedCarriageReturn;
          if (bare || modes.isSet(TerminalModes.NEW_LINE)) {
            screenBuffer.carriageReturn();
          }
          screenBuffer.index();
        }
        case '\r' -> screenBuffer.carriageReturn();
        case 0x0e -> screenBuffer.cursor.charsets.invoke(1);
        case 0x0f -> screenBuffer.cursor.charsets.invoke(0);
        default -> {}
      }
    }

    @Override
    public void escape(int intermediate, int last) {
      switch (intermediate) {
        case 0 -> escapeStandard(last);
        case '(' -> screenBuffer.cursor.charsets.designate(0, last);
        case ')' -> screenBuffer.cursor.charsets.designate(1, last);
        case '*' -> screenBuffer.cursor.charsets.designate(2, last);
        case '+' -> screenBuffer.cursor.charsets.designate(3, last);
        case '#' -> {
          if (last == '8') {
            screenBuffer.fillWithE();
          }
        }
        default -> {}
      }
    }

    private void escapeStandard(int last) {
      switch (last) {
        case '7' -> screenBuffer.saveCursor();
        case '8' -> screenBuffer.restoreCursor();
        case 'D' -> screenBuffer.index();
        case 'E' -> {
          screenBuffer.carriageReturn();
          screenBuffer.index();
        }
        case 'H' -> screenBuffer.tabs.set(screenBuffer.cursor.x);
        case 'M' -> screenBuffer.reverseIndex();
        case 'N' -> screenBuffer.cursor.charsets.singleShift(2);
        case 'O' -> screenBuffer.cursor.charsets.singleShift(3);
        case 'n' -> screenBuffer.cursor.charsets.invoke(2);
        case 'o' -> screenBuffer.cursor.charsets.invoke(3);
        case 'Z' -> terminalReplies.attributes(0);
        case 'c' -> {
          screenBuffer.reset();
          modes.reset();
          shape = 0;
        }
        case '=' -> modes.set(TerminalModes.APPLICATION_KEYPAD, true);
        case '>' -> modes.set(TerminalModes.APPLICATION_KEYPAD, false);
        default -> {}
      }
    }

    @Override
    public void csi(int prefix, int intermediate, int last, CsiParameters p) {
      if (intermediate != 0) {
        csiIntermediate(prefix, intermediate, last, p);
      } else if (prefix == '?') {
        csiPrivate(last, p);
      } else if (prefix == '>') {
        csiSecondary(last, p);
      } else if (prefix == '=' && last == 'c') {
        terminalReplies.attributes(prefix);
      } else if (prefix == 0) {
        csiStandard(last, p);
      }
    }

    private void csiStandard(int last, CsiParameters p) {
      switch (last) {
        case '@' -> screenBuffer.insertCharacters(p.amount(0));
        case 'A', 'k' -> screenBuffer.moveRows(-p.amount(0));
        case 'B', 'e' -> screenBuffer.moveRows(p.amount(0));
        case 'C', 'a' -> screenBuffer.moveColumns(p.amount(0));
        case 'D', 'j' -> screenBuffer.moveColumns(-p.amount(0));
        case 'E' -> {
          screenBuffer.carriageReturn();
          screenBuffer.moveRows(p.amount(0));
        }
        case 'F' -> {
          screenBuffer.carriageReturn();
          screenBuffer.moveRows(-p.amount(0));
        }
        case 'G', '`' -> screenBuffer.moveToColumn(p.amount(0) - 1);
        case 'H', 'f' -> {
          screenBuffer.moveToRow(p.amount(0) - 1);
          screenBuffer.moveToColumn(p.amount(1) - 1);
        }
        case 'I' -> screenBuffer.tab(p.amount(0));
        case 'J' -> screenBuffer.eraseInDisplay(p.get(0));
        case 'K' -> screenBuffer.eraseInLine(p.get(0));
        case 'L' -> screenBuffer.insertLines(p.amount(0));
        case 'M' -> screenBuffer.deleteLines(p.amount(0));
        case 'P' -> screenBuffer.deleteCharacters(p.amount(0));
        case 'S' -> screenBuffer.scrollUp(p.amount(0));
        case 'T' -> {
          if (p.count() <= 1) {
            screenBuffer.scrollDown(p.amount(0));
          }
        }
        case 'X' -> screenBuffer.eraseCharacters(p.amount(0));
        case 'Z' -> screenBuffer.tab(-p.amount(0));
        case 'b' -> screenBuffer.repeatLast(p.amount(0));
        case 'c' -> terminalReplies.attributes(0);
        case 'd' -> screenBuffer.moveToRow(p.amount(0) - 1);
        case 'g' -> {
          if (p.get(0) == 0) {
            screenBuffer.tabs.clear(screenBuffer.cursor.x);
          } else if (p.get(0) == 3) {
            screenBuffer.tabs.clearAll();
          }
        }
        case 'h', 'l' -> ansiModes(p, last == 'h');
        case 'm' -> screenBuffer.cursor.style = Sgr.apply(screenBuffer.cursor.style, p);
        case 'n' -> terminalReplies.status(false, p.get(0), screenBuffer);
        case 'r' -> screenBuffer.setMargins(p.amount(0) - 1, p.get(1, screenBuffer.height()) - 1);
        case 's' -> screenBuffer.saveCursor();
        case 't' -> windowOperation(p);
        case 'u' -> screenBuffer.restoreCursor();
        default -> {}
      }
    }

    private void windowOperation(CsiParameters p) {
      switch (p.get(0)) {
        case 22 -> {
          titleStack.push(title);
          if (titleStack.size() > MAX_TITLES) {
            titleStack.removeLast();
          }
        }
        case 23 -> title = titleStack.isEmpty() ? title : titleStack.pop();
        default -> terminalReplies.size(p.get(0), screenBuffer);
      }
    }

    private void ansiModes(CsiParameters p, boolean on) {
      for (int i = 0; i < p.count(); i++) {
        modes.set(-p.get(i), on);
      }
    }

    private void csiPrivate(int last, CsiParameters p) {
      switch (last) {
        case 'h', 'l' -> {
          for (int i = 0; i < p.count(); i++) {
            privateMode(p.get(i), last == 'h');
          }
        }
        case 's' -> {
          for (int i = 0; i < p.count(); i++) {
            modes.save(p.get(i));
          }
        }
        case 'r' -> {
          for (int i = 0; i < p.count(); i++) {
            privateMode(p.get(i), modes.isSaved(p.get(i)));
          }
        }
        case 'J' -> screenBuffer.eraseInDisplay(p.get(0));
        case 'K' -> screenBuffer.eraseInLine(p.get(0));
        case 'n' -> terminalReplies.status(true, p.get(0), screenBuffer);
        default -> {}
      }
    }

    private void privateMode(int mode, boolean on) {
      switch (mode) {
        case 47, 1047 -> switchScreen(on, false);
        case 1048 -> saveOrRestore(on);
        case 1049 -> {
          if (on && !screenBuffer.isOnAlternate()) {
            screenBuffer.saveCursor();
          }
          switchScreen(on, true);
        }
        case TerminalModes.ORIGIN -> {
          modes.set(mode, on);
          screenBuffer.setOriginMode(on);
        }
        case TerminalModes.SYNCHRONIZED_UPDATE -> {
          updateCount += on && !isUpdating() ? 1 : 0;
          modes.set(mode, on);
        }
        case TerminalModes.AUTO_WRAP -> {
          modes.set(mode, on);
          screenBuffer.cursor.wrapPending &= on;
        }
        case TerminalModes.MOUSE_X10,
            TerminalModes.MOUSE,
            TerminalModes.MOUSE_DRAG,
            TerminalModes.MOUSE_ALL -> {
          modes.set(TerminalModes.MOUSE_X10, false);
          modes.set(TerminalModes.MOUSE, false);
          modes.set(TerminalModes.MOUSE_DRAG, false);
          modes.set(TerminalModes.MOUSE_ALL, false);
          modes.set(mode, on);
        }
        default -> {
          if (mode > 0) {
            modes.set(mode, on);
          }
        }
      }
    }

    private void switchScreen(boolean on, boolean withCursor) {
      if (on) {
        screenBuffer.enterAlternate(withCursor);
      } else {
        screenBuffer.leaveAlternate(withCursor);
      }
    }

    private void saveOrRestore(boolean save) {
      if (save) {
        screenBuffer.saveCursor();
      } else {
        screenBuffer.restoreCursor();
      }
    }

    private void csiSecondary(int last, CsiParameters p) {
      if (last == 'c') {
        terminalReplies.attributes('>');
      } else if (last == 'q' && p.get(0) == 0) {
        terminalReplies.nameAndVersion();
      }
    }

    private void csiIntermediate(int prefix, int intermediate, int last, CsiParameters p) {
      if (intermediate == ' ' && last == 'q') {
        shape = p.get(0) <= 6 ? p.get(0) : shape;
      } else if (intermediate == '!' && last == 'p') {
        screenBuffer.softReset();
        modes.softReset();
      } else if (intermediate == '$' && last == 'p') {
        terminalReplies.mode(prefix != '?', p.get(0), modes, screenBuffer.isOnAlternate());
      }
    }

    @Override
    public void osc(byte[] text, int length) {
      if (length == 4 && text[0] == '1' && text[1] == '1' && text[3] == '?') {
        terminalReplies.background();
      }
      boolean isTitle = length > 1 && (text[0] == '0' || text[0] == '2') && text[1] == ';';
      if (isTitle) {
        title = new String(text, 2, Math.min(length - 2, 256), StandardCharsets.UTF_8);
      }
    }

    @Override
    public void dcs(int prefix, int intermediate, int last, byte[] text, int length) {
      if (intermediate == '$' && last == 'q') {
        terminalReplies.setting(
            new String(text, 0, length, StandardCharsets.UTF_8), screenBuffer, shape);
      } else if (intermediate == '+' && last == 'q') {
        terminalReplies.unknownCapability();
      }
    }
  }
}
