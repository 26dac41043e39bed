package dev.brummer.tui.emulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// A terminal: takes what a program prints, answers what it asks, and has a picture.
///
/// The same bytes give the same picture however they are cut; no bytes make it throw. Not
/// thread-safe: whoever lets one thread feed and another one look has to lock around both, which
/// costs nothing beside a chunk of 64 kB and keeps every method here free of it. Allocates nothing
/// once the history is full, but for answers, titles and characters with marks.
public final class TerminalEmulator {
  /// Smaller screens are taken to be of this size.
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

  /// @param replies takes what has to be written to the program
  public TerminalEmulator(int columns, int rows, Consumer<byte[]> replies) {
    this.screenBuffer =
        new ScreenBuffer(modes, clampSize(MIN_COLUMNS, columns), clampSize(1, rows));
    this.terminalReplies = new TerminalReplies(replies);
  }

  private static int clampSize(int least, int value) {
    return Math.clamp(value, least, MAX_SIZE);
  }

  /// Takes what was printed.
  public void feed(byte[] bytes, int from, int to) {
    parser.feed(bytes, from, to);
  }

  /// While a recording is played nobody waits for answers, and nobody knows any more what LF meant:
  /// on the main screen it goes to the first column, too.
  public void replaying(boolean recording) {
    terminalReplies.silent(recording);
    replaying = recording;
  }

  /// The colour behind everything as 0xRRGGBB, for programs that ask; negative if nobody knows.
  public void background(int colour) {
    terminalReplies.background(colour);
  }

  /// Whether LF goes to the first column, too, because nobody has put a CR before it.
  public void impliedCarriageReturn(boolean yes) {
    impliedCarriageReturn = yes;
  }

  public void resize(int columns, int rows) {
    screenBuffer.resize(clampSize(MIN_COLUMNS, columns), clampSize(1, rows));
  }

  /// Another program begins: what the last one has switched on is off, what it printed stays.
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

  /// Whether a program is in the middle of an update that should be seen whole.
  public boolean isUpdating() {
    return modes.isSet(TerminalModes.SYNCHRONIZED_UPDATE);
  }

  /// How many such updates have begun.
  public long updateCount() {
    return updateCount;
  }

  public boolean isOnAlternate() {
    return screenBuffer.isOnAlternate();
  }

  public InputModes inputModes() {
    return InputModes.of(modes, screenBuffer.isOnAlternate());
  }

  /// Rows that can be looked back at.
  public int scrollbackSize() {
    return screenBuffer.isOnAlternate() ? 0 : screenBuffer.scrollback.size();
  }

  /// Rows that have ever left the screen at its top.
  public long totalScrolledRows() {
    return screenBuffer.scrollback.totalPushed();
  }

  /// Copies the picture.
  ///
  /// @param scrollOffset how many rows of the history are to be seen
  public void copyTo(ScreenSnapshot into, int scrollOffset) {
    into.capture(screenBuffer, modes, title, shape, Math.clamp(scrollOffset, 0, scrollbackSize()));
  }

  /// What the parser finds, and who does it.
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
    public void csi(int prefix, int intermediate, int last, Parameters p) {
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

    private void csiStandard(int last, Parameters p) {
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

    private void windowOperation(Parameters p) {
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

    private void ansiModes(Parameters p, boolean on) {
      for (int i = 0; i < p.count(); i++) {
        modes.set(-p.get(i), on);
      }
    }

    private void csiPrivate(int last, Parameters p) {
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

    private void csiSecondary(int last, Parameters p) {
      if (last == 'c') {
        terminalReplies.attributes('>');
      } else if (last == 'q' && p.get(0) == 0) {
        terminalReplies.nameAndVersion();
      }
    }

    private void csiIntermediate(int prefix, int intermediate, int last, Parameters p) {
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
