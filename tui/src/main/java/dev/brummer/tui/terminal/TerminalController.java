package dev.brummer.tui.terminal;

import dev.brummer.engine.SignalHandlers;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Owns the terminal while the UI runs: alternate screen, raw mode, mouse, bracketed paste.
///
/// [#enter] and [#leave] may alternate (suspend and resume). [#close] leaves permanently, is
/// idempotent and may be called from any thread. Writes after it are dropped, so a late frame
/// cannot corrupt the shell's screen. [#read] is called by the `keys` thread, every other method by
/// the `tui` thread.
public final class TerminalController implements AutoCloseable {
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

  /// Whether the terminal is in raw mode. This field and the following ones are guarded by `lock`.
  private boolean acquired;

  private boolean mouse;

  private boolean mouseMotion;

  private boolean closed;

  /// Whether the normal screen is shown instead of the alternate one.
  private boolean onNormalScreen;

  /// Whether another program owns the keyboard.
  private boolean released;

  /// Whether the `keys` thread is parked because the keyboard is released.
  private boolean readerParked;

  private TerminalController(TtyTerminal terminal, boolean mouse) {
    this.terminal = terminal;
    this.mouse = mouse;
  }

  /// Creates an instance on standard input and output. Nothing is written yet.
  public static TerminalController ofProgram(boolean mouse) throws IOException {
    return of(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        Stty.controlling(),
        mouse);
  }

  /// Creates an instance on the given streams.
  public static TerminalController of(InputStream in, OutputStream out, Stty stty, boolean mouse)
      throws IOException {
    return new TerminalController(new TtyTerminal(in, out, stty), mouse);
  }

  /// Starts reading the terminal's settings on a background thread, ahead of [#enter].
  public TerminalController prepare() {
    Thread.ofPlatform()
        .daemon()
        .name("terminal")
        .start(() -> {
          try {
            terminal.readSettings();
          } catch (IOException none) {
            return; // enter() tries again and reports the failure
          }
        });
    return this;
  }

  /// Enters raw mode and the alternate screen.
  ///
  /// @throws IOException if there is no terminal; nothing has been written in this case
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

  /// Restores the screen and the settings found by [#enter].
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

  /// Switches to the normal screen for scrolling output that the mouse can select. Key input
  /// continues.
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

  /// Releases terminal and keyboard to another program. A status query, which every terminal
  /// responds to, unblocks the pending [#read]; the next one waits for [#reacquire].
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

  /// Blocks the `keys` thread while the keyboard is released.
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

  /// Writes the first `count` bytes with one call. Dropped unless the terminal is in raw mode.
  public void write(byte[] bytes, int count) throws IOException {
    synchronized (lock) {
      if (acquired && count > 0) {
        terminal.write(bytes, count);
      }
    }
  }

  /// Whether mouse reporting is on. When off, the terminal handles selection itself.
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

  /// Queries the terminal's colours. Responses, if any, arrive through [#read].
  public void queryColours() throws IOException {
    byte[] all = ColourQuery.QUERIES.getBytes(StandardCharsets.US_ASCII);
    write(all, all.length);
  }

  /// Turns reports of motion without a pressed button on or off.
  public void mouseMotion(boolean on) throws IOException {
    synchronized (lock) {
      if (on != mouseMotion && acquired && mouse) {
        writeAscii(on ? MOTION_ON : MOTION_OFF);
      }
      mouseMotion = on;
    }
  }

  /// Copies a text to the terminal's clipboard (OSC 52).
  public void copyToClipboard(String text) throws IOException {
    String base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    byte[] all = ("\033]52;c;" + base64 + "\007").getBytes(StandardCharsets.US_ASCII);
    write(all, all.length);
  }

  /// Reads the terminal size; to be called after [#onResize] has reported a change.
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

  /// Blocks until the next key or mouse event.
  public InputEvent read() throws IOException {
    parkWhileReleased();
    InputEvent event = terminal.readEvent();
    parkWhileReleased();
    return event;
  }

  /// Registers a callback for SIGWINCH, called on a JVM signal thread.
  public static void onResize(Runnable action) {
    SignalHandlers.install("WINCH", action);
  }

  /// Registers a callback for SIGCONT, called on a JVM signal thread.
  public static void onContinue(Runnable action) {
    SignalHandlers.install("CONT", action);
  }

  private void writeAscii(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    terminal.write(bytes, bytes.length);
  }
}
