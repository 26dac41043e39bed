package dev.brummer.tui.terminal;

import com.googlecode.lanterna.input.KeyStroke;
import dev.brummer.engine.OsSignals;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The terminal while it is ours: alternate screen, raw keys, mouse, bracketed paste.
///
/// [#enter] and [#leave] may alternate (suspend and resume); [#close] leaves for good and is
/// idempotent, from any thread. A write that comes after is dropped, so a late frame cannot spoil
/// the shell's screen. [#read] belongs to the thread `keys`, all else to `tui`.
public final class TerminalScreen implements AutoCloseable {
  private static final String ENTER = "\033[?2004h\033[?2031h\033[?25l";
  private static final String LEAVE = "\033[0m\033[0 q\033[?2026l\033[?2031l\033[?2004l";
  private static final String STATUS_REPORT = "\033[5n";
  private static final long PARK_TIMEOUT_NANOS = 500_000_000;
  private static final String MOUSE_ON = "\033[?1000h\033[?1002h\033[?1006h";
  private static final String MOUSE_OFF = "\033[?1006l\033[?1003l\033[?1002l\033[?1000l";
  private static final String MOTION_ON = "\033[?1003h";
  private static final String MOTION_OFF = "\033[?1003l\033[?1000h\033[?1002h";

  private final TtyTerminal terminal;
  private final Object lock = new Object();

  /// Guarded by `lock`.
  private boolean acquired;

  private boolean mouse;

  private boolean mouseMotion;

  private boolean closed;

  /// The terminal's own screen is shown.
  private boolean onNormalScreen;

  /// Another program has the keyboard.
  private boolean released;

  /// The thread `keys` waits for it.
  private boolean readerParked;

  private TerminalScreen(TtyTerminal terminal, boolean mouse) {
    this.terminal = terminal;
    this.mouse = mouse;
  }

  /// The terminal of this program's standard input and output; nothing is written yet.
  public static TerminalScreen ofProgram(boolean mouse) throws IOException {
    return of(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        Stty.controlling(),
        mouse);
  }

  /// A terminal behind any streams.
  public static TerminalScreen of(InputStream in, OutputStream out, Stty stty, boolean mouse)
      throws IOException {
    return new TerminalScreen(new TtyTerminal(in, out, stty), mouse);
  }

  /// Begins to ask the terminal what [#enter] has to know, while other things are done.
  public TerminalScreen prepare() {
    Thread.ofPlatform()
        .daemon()
        .name("terminal")
        .start(() -> {
          try {
            terminal.readSettings();
          } catch (IOException none) {
            return; // [#enter] asks again and says so
          }
        });
    return this;
  }

  /// Takes the terminal.
  ///
  /// @throws IOException if it is none; nothing has been written then
  public void enter() throws IOException {
    synchronized (lock) {
      if (acquired || closed) {
        return;
      }
      terminal.enterRawMode();
      acquired = true;
      terminal.enterPrivateMode();
      writeAscii(ENTER + (mouse ? MOUSE_ON : "") + (mouse && mouseMotion ? MOTION_ON : ""));
    }
  }

  /// Gives the terminal back as it was found.
  public void leave() throws IOException {
    synchronized (lock) {
      if (!acquired) {
        return;
      }
      acquired = false;
      try {
        if (!onNormalScreen) {
          writeAscii((mouse ? MOUSE_OFF : "") + LEAVE);
          terminal.exitPrivateMode();
        }
        onNormalScreen = false;
      } finally {
        terminal.restoreTerminalSettings();
      }
    }
  }

  /// Shows the terminal's own screen, for output that scrolls by and that the mouse can select;
  /// keys still come here.
  public void showNormalScreen() throws IOException {
    synchronized (lock) {
      if (acquired && !onNormalScreen) {
        onNormalScreen = true;
        writeAscii((mouse ? MOUSE_OFF : "") + LEAVE);
        terminal.exitPrivateMode();
      }
    }
  }

  public void showAlternateScreen() throws IOException {
    synchronized (lock) {
      if (acquired && onNormalScreen) {
        onNormalScreen = false;
        terminal.enterPrivateMode();
        writeAscii(ENTER + (mouse ? MOUSE_ON : ""));
      }
    }
  }

  /// Gives the terminal to another program, its keyboard too: a read that waits for a key is ended
  /// by a question that every terminal answers, and the next one waits for [#reacquire].
  public void release() throws IOException {
    synchronized (lock) {
      released = true;
      writeAscii(STATUS_REPORT);
      awaitReaderParked();
    }
    leave();
  }

  private void awaitReaderParked() {
    long deadline = System.nanoTime() + PARK_TIMEOUT_NANOS;
    try {
      while (!readerParked && System.nanoTime() < deadline) {
        lock.wait(10);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  public void reacquire() throws IOException {
    enter();
    synchronized (lock) {
      released = false;
      lock.notifyAll();
    }
  }

  /// Waits while the keyboard is lent.
  private void parkWhileReleased() {
    synchronized (lock) {
      try {
        while (released && !closed) {
          readerParked = true;
          lock.notifyAll();
          lock.wait();
        }
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
      readerParked = false;
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
      leave();
    }
  }

  /// Writes the first `count` bytes with one call, if the terminal is ours.
  public void write(byte[] bytes, int count) throws IOException {
    synchronized (lock) {
      if (acquired && count > 0) {
        terminal.write(bytes, count);
      }
    }
  }

  /// Whether clicks and wheel come to this program; else the terminal keeps them for its own
  /// selection.
  public boolean mouse() {
    synchronized (lock) {
      return mouse;
    }
  }

  public void mouse(boolean on) throws IOException {
    synchronized (lock) {
      mouse = on;
      if (acquired) {
        writeAscii(on ? MOUSE_ON : MOUSE_OFF);
      }
    }
  }

  /// Asks the terminal for its own colours; what it answers comes with [#read], or never.
  public void queryColours() throws IOException {
    byte[] all = ColourQuery.QUERIES.getBytes(StandardCharsets.US_ASCII);
    write(all, all.length);
  }

  /// Whether movements of the mouse come, too, while no button is down.
  public void mouseMotion(boolean on) throws IOException {
    synchronized (lock) {
      if (on != mouseMotion && acquired && mouse) {
        writeAscii(on ? MOTION_ON : MOTION_OFF);
      }
      mouseMotion = on;
    }
  }

  /// Puts a text on the terminal's clipboard (OSC 52).
  public void copyToClipboard(String text) throws IOException {
    String base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    byte[] all = ("\033]52;c;" + base64 + "\007").getBytes(StandardCharsets.US_ASCII);
    write(all, all.length);
  }

  /// Asks the size anew; call it when [#onResize] has told so.
  public void refreshSize() throws IOException {
    synchronized (lock) {
      if (acquired) {
        terminal.refreshSize();
      }
    }
  }

  public int columns() {
    return terminal.size().getColumns();
  }

  public int rows() {
    return terminal.size().getRows();
  }

  /// Waits for the next key or mouse event.
  public InputEvent read() throws IOException {
    parkWhileReleased();
    KeyStroke stroke = terminal.readKey();
    parkWhileReleased();
    return stroke == null ? new InputEvent.Ignored() : InputEvent.of(stroke);
  }

  /// Tells of a new size, on a thread of the JVM.
  public static void onResize(Runnable action) {
    OsSignals.on("WINCH", action);
  }

  /// Tells that the program goes on after it was stopped, on a thread of the JVM.
  public static void onContinue(Runnable action) {
    OsSignals.on("CONT", action);
  }

  private void writeAscii(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    terminal.write(bytes, bytes.length);
  }
}
