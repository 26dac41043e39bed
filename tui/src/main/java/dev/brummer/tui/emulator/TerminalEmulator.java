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
  private static final int NARROWEST = 2;

  private static final int LARGEST = 2000;
  private static final int TITLES = 16;

  private final TerminalModes modes = new TerminalModes();
  private final ScreenBuffer display;
  private final TerminalReplies answers;
  private final EscapeParser parser = new EscapeParser(new Dispatch());
  private final Deque<String> titles = new ArrayDeque<>();
  private String title = "";
  private int shape;
  private boolean bareNewLines;
  private boolean playing;
  private long updates;

  /// @param answers takes what has to be written to the program
  public TerminalEmulator(int columns, int rows, Consumer<byte[]> answers) {
    this.display = new ScreenBuffer(modes, within(NARROWEST, columns), within(1, rows));
    this.answers = new TerminalReplies(answers);
  }

  private static int within(int least, int value) {
    return Math.clamp(value, least, LARGEST);
  }

  /// Takes what was printed.
  public void feed(byte[] bytes, int from, int to) {
    parser.feed(bytes, from, to);
  }

  /// While a recording is played nobody waits for answers, and nobody knows any more what LF meant:
  /// on the main screen it goes to the first column, too.
  public void playing(boolean recording) {
    answers.silent(recording);
    playing = recording;
  }

  /// The colour behind everything as 0xRRGGBB, for programs that ask; negative if nobody knows.
  public void ground(int colour) {
    answers.ground(colour);
  }

  /// Whether LF goes to the first column, too, because nobody has put a CR before it.
  public void bareNewLines(boolean yes) {
    bareNewLines = yes;
  }

  public void resize(int columns, int rows) {
    display.resize(within(NARROWEST, columns), within(1, rows));
  }

  /// Another program begins: what the last one has switched on is off, what it printed stays.
  public void startAnew() {
    display.leaveAlternate(true);
    display.softReset();
    modes.reset();
    shape = 0;
    if (display.cursor.x > 0) {
      display.carriageReturn();
      display.index();
    }
  }

  /// Whether a program is in the middle of an update that should be seen whole.
  public boolean updating() {
    return modes.is(TerminalModes.SYNCHRONIZED);
  }

  /// How many such updates have begun.
  public long updates() {
    return updates;
  }

  public boolean onAlternate() {
    return display.onAlternate();
  }

  public InputModes wishes() {
    return InputModes.of(modes, display.onAlternate());
  }

  /// Rows that can be looked back at.
  public int history() {
    return display.onAlternate() ? 0 : display.history.size();
  }

  /// Rows that have ever left the screen at its top.
  public long gone() {
    return display.history.pushed();
  }

  /// Copies the picture.
  ///
  /// @param back how many rows of the history are to be seen
  public void copy(ScreenSnapshot into, int back) {
    into.take(display, modes, title, shape, Math.clamp(back, 0, history()));
  }

  /// What the parser finds, and who does it.
  private final class Dispatch implements EscapeParser.Target {
    @Override
    public void run(byte[] bytes, int from, int to) {
      display.run(bytes, from, to);
    }

    @Override
    public void print(int codePoint) {
      display.print(codePoint);
    }

    @Override
    public void control(int code) {
      switch (code) {
        case '\b' -> display.backspace();
        case '\t' -> display.tab(1);
        case '\n', 0x0b, '\f' -> {
          boolean bare = playing ? !display.onAlternate() : bareNewLines;
          if (bare || modes.is(TerminalModes.NEW_LINE)) {
            display.carriageReturn();
          }
          display.index();
        }
        case '\r' -> display.carriageReturn();
        case 0x0e -> display.cursor.charsets.use(1);
        case 0x0f -> display.cursor.charsets.use(0);
        default -> {}
      }
    }

    @Override
    public void escape(int intermediate, int last) {
      switch (intermediate) {
        case 0 -> plainEscape(last);
        case '(' -> display.cursor.charsets.choose(0, last);
        case ')' -> display.cursor.charsets.choose(1, last);
        case '*' -> display.cursor.charsets.choose(2, last);
        case '+' -> display.cursor.charsets.choose(3, last);
        case '#' -> {
          if (last == '8') {
            display.fillWithE();
          }
        }
        default -> {}
      }
    }

    private void plainEscape(int last) {
      switch (last) {
        case '7' -> display.save();
        case '8' -> display.restore();
        case 'D' -> display.index();
        case 'E' -> {
          display.carriageReturn();
          display.index();
        }
        case 'H' -> display.tabs.set(display.cursor.x);
        case 'M' -> display.reverseIndex();
        case 'N' -> display.cursor.charsets.useOnce(2);
        case 'O' -> display.cursor.charsets.useOnce(3);
        case 'n' -> display.cursor.charsets.use(2);
        case 'o' -> display.cursor.charsets.use(3);
        case 'Z' -> answers.attributes(0);
        case 'c' -> {
          display.reset();
          modes.reset();
          shape = 0;
        }
        case '=' -> modes.set(TerminalModes.KEYPAD, true);
        case '>' -> modes.set(TerminalModes.KEYPAD, false);
        default -> {}
      }
    }

    @Override
    public void csi(int prefix, int intermediate, int last, Parameters p) {
      if (intermediate != 0) {
        special(prefix, intermediate, last, p);
      } else if (prefix == '?') {
        question(last, p);
      } else if (prefix == '>') {
        greater(last, p);
      } else if (prefix == '=' && last == 'c') {
        answers.attributes(prefix);
      } else if (prefix == 0) {
        plain(last, p);
      }
    }

    private void plain(int last, Parameters p) {
      switch (last) {
        case '@' -> display.insertCharacters(p.amount(0));
        case 'A', 'k' -> display.rows(-p.amount(0));
        case 'B', 'e' -> display.rows(p.amount(0));
        case 'C', 'a' -> display.columns(p.amount(0));
        case 'D', 'j' -> display.columns(-p.amount(0));
        case 'E' -> {
          display.carriageReturn();
          display.rows(p.amount(0));
        }
        case 'F' -> {
          display.carriageReturn();
          display.rows(-p.amount(0));
        }
        case 'G', '`' -> display.column(p.amount(0) - 1);
        case 'H', 'f' -> {
          display.line(p.amount(0) - 1);
          display.column(p.amount(1) - 1);
        }
        case 'I' -> display.tab(p.amount(0));
        case 'J' -> display.eraseInDisplay(p.get(0));
        case 'K' -> display.eraseInLine(p.get(0));
        case 'L' -> display.insertLines(p.amount(0));
        case 'M' -> display.deleteLines(p.amount(0));
        case 'P' -> display.deleteCharacters(p.amount(0));
        case 'S' -> display.scrollUp(p.amount(0));
        case 'T' -> {
          if (p.count() <= 1) {
            display.scrollDown(p.amount(0));
          }
        }
        case 'X' -> display.eraseCharacters(p.amount(0));
        case 'Z' -> display.tab(-p.amount(0));
        case 'b' -> display.repeat(p.amount(0));
        case 'c' -> answers.attributes(0);
        case 'd' -> display.line(p.amount(0) - 1);
        case 'g' -> {
          if (p.get(0) == 0) {
            display.tabs.clear(display.cursor.x);
          } else if (p.get(0) == 3) {
            display.tabs.clearAll();
          }
        }
        case 'h', 'l' -> ansiModes(p, last == 'h');
        case 'm' -> display.cursor.style = Sgr.apply(display.cursor.style, p);
        case 'n' -> answers.status(false, p.get(0), display);
        case 'r' -> display.margins(p.amount(0) - 1, p.get(1, display.height()) - 1);
        case 's' -> display.save();
        case 't' -> window(p);
        case 'u' -> display.restore();
        default -> {}
      }
    }

    private void window(Parameters p) {
      switch (p.get(0)) {
        case 22 -> {
          titles.push(title);
          if (titles.size() > TITLES) {
            titles.removeLast();
          }
        }
        case 23 -> title = titles.isEmpty() ? title : titles.pop();
        default -> answers.size(p.get(0), display);
      }
    }

    private void ansiModes(Parameters p, boolean on) {
      for (int i = 0; i < p.count(); i++) {
        modes.set(-p.get(i), on);
      }
    }

    private void question(int last, Parameters p) {
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
            privateMode(p.get(i), modes.saved(p.get(i)));
          }
        }
        case 'J' -> display.eraseInDisplay(p.get(0));
        case 'K' -> display.eraseInLine(p.get(0));
        case 'n' -> answers.status(true, p.get(0), display);
        default -> {}
      }
    }

    private void privateMode(int mode, boolean on) {
      switch (mode) {
        case 47, 1047 -> alternate(on, false);
        case 1048 -> saveOrRestore(on);
        case 1049 -> {
          if (on && !display.onAlternate()) {
            display.save();
          }
          alternate(on, true);
        }
        case TerminalModes.ORIGIN -> {
          modes.set(mode, on);
          display.origin(on);
        }
        case TerminalModes.SYNCHRONIZED -> {
          updates += on && !updating() ? 1 : 0;
          modes.set(mode, on);
        }
        case TerminalModes.WRAP -> {
          modes.set(mode, on);
          display.cursor.atEdge &= on;
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

    private void alternate(boolean on, boolean withCursor) {
      if (on) {
        display.enterAlternate(withCursor);
      } else {
        display.leaveAlternate(withCursor);
      }
    }

    private void saveOrRestore(boolean save) {
      if (save) {
        display.save();
      } else {
        display.restore();
      }
    }

    private void greater(int last, Parameters p) {
      if (last == 'c') {
        answers.attributes('>');
      } else if (last == 'q' && p.get(0) == 0) {
        answers.name();
      }
    }

    private void special(int prefix, int intermediate, int last, Parameters p) {
      if (intermediate == ' ' && last == 'q') {
        shape = p.get(0) <= 6 ? p.get(0) : shape;
      } else if (intermediate == '!' && last == 'p') {
        display.softReset();
        modes.softReset();
      } else if (intermediate == '$' && last == 'p') {
        answers.mode(prefix != '?', p.get(0), modes, display.onAlternate());
      }
    }

    @Override
    public void osc(byte[] text, int length) {
      if (length == 4 && text[0] == '1' && text[1] == '1' && text[3] == '?') {
        answers.ground();
      }
      boolean isTitle = length > 1 && (text[0] == '0' || text[0] == '2') && text[1] == ';';
      if (isTitle) {
        title = new String(text, 2, Math.min(length - 2, 256), StandardCharsets.UTF_8);
      }
    }

    @Override
    public void dcs(int prefix, int intermediate, int last, byte[] text, int length) {
      if (intermediate == '$' && last == 'q') {
        answers.setting(new String(text, 0, length, StandardCharsets.UTF_8), display, shape);
      } else if (intermediate == '+' && last == 'q') {
        answers.noCapability();
      }
    }
  }
}
