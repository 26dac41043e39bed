package dev.brummer.tui.terminal;

import dev.brummer.engine.SignalHandlers;
import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.CellDiff;
import dev.brummer.tui.paint.ColourDepth;
import dev.brummer.tui.paint.TerminalColours;
import dev.brummer.tui.paint.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Controls one terminal while it shows the UI: alternate screen, raw mode, mouse, bracketed paste,
/// the displayed frame and the colours it is painted with.
///
/// [#enter] and [#leave] may alternate (suspend and resume). [#close] leaves permanently, is
/// idempotent and may be called from any thread. Writes after it are dropped, so a late frame
/// cannot corrupt the shell's screen. [#read] is called by the terminal's input thread, [#print] by
/// any thread, every other method by the `tui` thread.
public final class TerminalController implements AutoCloseable {
  private static final String ALTERNATE_SCREEN = "\033[?1049h";
  private static final String NORMAL_SCREEN = "\033[0m\033[?25h\033[?1049l";
  private static final String ENTER = "\033[?2004h\033[?2031h\033[?25l";
  private static final String LEAVE = "\033[0m\033[0 q\033[?2026l\033[?2031l\033[?2004l";
  private static final long PRINT_TIMEOUT_NANOS = 500_000_000;
  private static final String MOUSE_ON = "\033[?1000h\033[?1002h\033[?1006h";
  private static final String MOUSE_OFF = "\033[?1006l\033[?1003l\033[?1002l\033[?1000l";
  private static final String MOTION_ON = "\033[?1003h";
  private static final String MOTION_OFF = "\033[?1003l\033[?1000h\033[?1002h";

  private final Terminal terminal;
  private final ColourDepth depth;
  private final boolean ascii;
  private final KeyboardGate gate;
  private final Object lock = new Object();

  /// The frame that this terminal shows. This field and the next four are confined to the `tui`
  /// thread.
  private final CellDiff diff;

  private TerminalColours colours;

  private boolean coloursQueried;

  private boolean leftToShell;

  private Theme theme = Theme.AUTO;

  /// Whether the terminal is in raw mode. This field and the following ones are guarded by `lock`.
  private boolean acquired;

  private boolean mouse;

  private boolean mouseMotion;

  private boolean closed;

  /// Whether the normal screen is shown instead of the alternate one.
  private boolean onNormalScreen;

  /// Whether an input thread reads this terminal.
  private boolean hasReader;

  public TerminalController(Terminal terminal, TerminalTraits traits) {
    this.terminal = terminal;
    this.gate = new KeyboardGate(terminal);
    this.depth = traits.colourDepth();
    this.colours = traits.colours();
    this.ascii = traits.ascii();
    this.mouse = traits.mouse();
    this.diff = new CellDiff(depth);
    applyPalette();
  }

  /// Creates an instance on standard input and output. Nothing is written yet.
  public static TerminalController ofProgram(TerminalTraits traits) {
    return new TerminalController(TtyTerminal.ofProgram(), traits);
  }

  /// Creates an instance on the given streams.
  public static TerminalController of(
      InputStream in, OutputStream out, Stty stty, TerminalTraits traits) {
    return new TerminalController(new TtyTerminal(in, out, stty), traits);
  }

  /// Starts reading the terminal's settings on a background thread, ahead of [#enter].
  public TerminalController prepare() {
    if (terminal instanceof TtyTerminal tty) {
      Thread.ofPlatform()
          .daemon()
          .name("terminal")
          .start(() -> {
            try {
              tty.readSettings();
            } catch (IOException none) {
              return; // enter() tries again and reports the failure
            }
          });
    }
    return this;
  }

  /// Enters raw mode and the alternate screen. The next frame is written in full.
  ///
  /// @throws IOException if there is no terminal; nothing has been written in this case
  public void enter() throws IOException {
    synchronized (lock) {
      if (acquired || closed) {
        return;
      }
      terminal.enterRawMode();
      acquired = true;
      diff.invalidate();
      writeAscii(
          ALTERNATE_SCREEN
              + ENTER
              + (mouse ? MOUSE_ON : "")
              + (mouse && mouseMotion ? MOTION_ON : ""));
    }
  }

  /// Restores the screen and the settings found by [#enter].
  public void leave() throws IOException {
    synchronized (lock) {
      if (!acquired) {
        return;
      }
      acquired = false;
      try {
        if (!onNormalScreen) {
          writeAscii((mouse ? MOUSE_OFF : "") + LEAVE + NORMAL_SCREEN);
        }
        onNormalScreen = false;
      } finally {
        terminal.restoreSettings();
      }
    }
  }

  /// Switches to the normal screen for scrolling output that the mouse can select. Key input
  /// continues.
  void showNormalScreen() throws IOException {
    synchronized (lock) {
      if (acquired && !onNormalScreen) {
        onNormalScreen = true;
        writeAscii((mouse ? MOUSE_OFF : "") + LEAVE + NORMAL_SCREEN);
      }
    }
  }

  void showAlternateScreen() throws IOException {
    synchronized (lock) {
      if (acquired && onNormalScreen) {
        onNormalScreen = false;
        diff.invalidate();
        writeAscii(ALTERNATE_SCREEN + ENTER + (mouse ? MOUSE_ON : ""));
      }
    }
  }

  /// Writes styled text to the normal screen. Text for a terminal that has not taken the earlier
  /// one in half a second is dropped, so a stuck terminal does not hold up the others.
  void print(byte[] bytes, int count) throws IOException {
    long deadline = System.nanoTime() + PRINT_TIMEOUT_NANOS;
    synchronized (lock) {
      try {
        while (!terminal.isReady() && onNormalScreen && System.nanoTime() < deadline) {
          lock.wait(10);
        }
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
      if (acquired && onNormalScreen && terminal.isReady()) {
        terminal.write(bytes, count);
      }
    }
  }

  /// Runs a program with this terminal, on a virtual thread. The terminal shows the UI again when
  /// the program has ended.
  ///
  /// @param onEnd called on the virtual thread with null, or with the failure to start the program
  void runProgram(List<String> command, Path directory, ProgramEnd onEnd) throws IOException {
    release();
    Thread.ofVirtual()
        .name("program")
        .start(() -> {
          IOException failure = null;
          try {
            terminal.runProgram(command, directory);
          } catch (IOException failed) {
            failure = failed;
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
          onEnd.ended(failure);
        });
  }

  /// Receives the end of a program that ran on a terminal.
  @FunctionalInterface
  interface ProgramEnd {
    void ended(@Nullable IOException failure);
  }

  /// Releases terminal and keyboard to another program. The next [#read] waits for [#reacquire].
  void release() throws IOException {
    if (!terminal.isRemote()) {
      gate.release();
    }
    leave();
  }

  void reacquire() throws IOException {
    enter();
    gate.reacquire();
  }

  @Override
  public void close() throws IOException {
    synchronized (lock) {
      closed = true;
      gate.close();
      leave();
    }
  }

  /// Writes what changes the shown frame to `canvas`, with one call. A terminal that is still busy
  /// with the last frame is left out; the next frame that it takes contains the difference.
  ///
  /// @return number of bytes written
  public int paint(Canvas canvas) throws IOException {
    synchronized (lock) {
      if (!acquired || onNormalScreen || !terminal.isReady()) {
        return 0;
      }
      int count = diff.encode(canvas);
      if (count > 0) {
        terminal.write(diff.bytes(), count);
        if (!coloursQueried && depth != ColourDepth.NONE) {
          coloursQueried = true;
          writeAscii(ColourQuery.QUERIES);
        }
      }
      return count;
    }
  }

  /// Discards the shown state: the next frame is written in full.
  void invalidate() {
    diff.invalidate();
  }

  /// Paints with the colours of a theme, fitted to the terminal's own ones.
  void theme(Theme selected) {
    theme = selected;
    applyPalette();
  }

  private void applyPalette() {
    diff.palette(theme.palette(depth, colours));
  }

  /// Records a colour that the terminal has reported.
  ///
  /// @param index 0 to 15, or [TerminalColours#BACKGROUND]
  void colourReported(int index, int colour) {
    colours = colours.with(index, colour);
    applyPalette();
  }

  /// Assumes the typical dark or light background and queries the colours again.
  void backgroundChanged(boolean dark) {
    colours = colours.withBackground(dark);
    applyPalette();
    coloursQueried = false;
    diff.invalidate();
  }

  /// The terminal's background as 0xRRGGBB, negative if unknown.
  int background() {
    return colours.background();
  }

  ColourDepth colourDepth() {
    return depth;
  }

  /// Whether the terminal shows ASCII only.
  boolean isAscii() {
    return ascii;
  }

  /// Whether mouse reporting is on. When off, the terminal handles selection itself.
  boolean mouse() {
    synchronized (lock) {
      return mouse;
    }
  }

  void mouse(boolean on) throws IOException {
    synchronized (lock) {
      mouse = on;
      if (acquired) {
        writeAscii(on ? MOUSE_ON : MOUSE_OFF);
      }
    }
  }

  /// Turns reports of motion without a pressed button on or off.
  void mouseMotion(boolean on) throws IOException {
    synchronized (lock) {
      if (on != mouseMotion && acquired && mouse) {
        writeAscii(on ? MOTION_ON : MOTION_OFF);
      }
      mouseMotion = on;
    }
  }

  /// Copies a text to the terminal's clipboard (OSC 52).
  void copyToClipboard(String text) throws IOException {
    String base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    synchronized (lock) {
      if (acquired) {
        writeAscii("\033]52;c;" + base64 + "\007");
      }
    }
  }

  /// Reads the terminal size; to be called after [#onResize] has reported a change.
  void refreshSize() throws IOException {
    synchronized (lock) {
      if (acquired) {
        terminal.refreshSize();
      }
    }
  }

  /// Whether the terminal shows the UI, as opposed to a shell or another program.
  boolean isShown() {
    synchronized (lock) {
      return acquired;
    }
  }

  public int columns() {
    return terminal.columns();
  }

  public int rows() {
    return terminal.rows();
  }

  /// See [Terminal#isRemote].
  public boolean isRemote() {
    return terminal.isRemote();
  }

  Terminal terminal() {
    return terminal;
  }

  /// Gives the terminal back to the user after [#release]. Without a shell that takes it over, the
  /// next input is read.
  void detach() throws IOException {
    leftToShell = terminal.detach();
    if (!leftToShell) {
      gate.reacquire();
    }
  }

  /// Whether the shell took the terminal over when it was detached last, see [Terminal#detach].
  public boolean isLeftToShell() {
    return leftToShell;
  }

  /// Registers the calling thread as the terminal's input thread.
  ///
  /// @return false if there is one already
  public boolean acquireReader() {
    synchronized (lock) {
      boolean acquiredNow = !hasReader;
      hasReader = true;
      return acquiredNow;
    }
  }

  /// Ends the registration by [#acquireReader].
  public void releaseReader() {
    synchronized (lock) {
      hasReader = false;
    }
  }

  /// Blocks until the last event that was handed over has been handled, then until the next one.
  ///
  /// @return null if the terminal has been closed
  public @Nullable InputEvent read() throws IOException {
    gate.pass();
    if (gate.isClosed()) {
      return null;
    }
    InputEvent event = terminal.readEvent();
    gate.pass();
    return event;
  }

  /// Notes that the input thread hands over an event. It reads the next one after [#handled].
  public void handOver() {
    gate.handOver();
  }

  /// Notes that an event has been handled.
  public void handled() {
    gate.handled();
  }

  /// Registers a callback for SIGWINCH, called on the thread that delivers signals; must not block.
  public static void onResize(Runnable action) {
    SignalHandlers.install("WINCH", action);
  }

  /// Registers a callback for SIGCONT, called on the thread that delivers signals; must not block.
  public static void onContinue(Runnable action) {
    SignalHandlers.install("CONT", action);
  }

  /// Registers a callback for SIGHUP, called on the thread that delivers signals; must not block.
  public static void onHangup(Runnable action) {
    SignalHandlers.install("HUP", action);
  }

  private void writeAscii(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    terminal.write(bytes, bytes.length);
  }
}
