package dev.brummer.tui.remote;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.tui.terminal.KeyboardGate;
import dev.brummer.tui.terminal.TerminalController;
import dev.brummer.tui.terminal.TtyTerminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Moves bytes between the terminal of this process and the brummer that shows its UI there.
///
/// [#run] is called by the main thread, which writes to the terminal; the thread `keys` reads from
/// it. Frames are sent by both and by signal threads.
public final class TerminalPump {
  private static final int MAX_INPUT = 1 << 15;
  private static final byte[] NONE = {};

  private final TtyTerminal terminal;
  private final KeyboardGate gate;
  private final InputStream in;
  private final OutputStream out;

  private final Consumer<String> browser;
  private final AtomicBoolean restored = new AtomicBoolean();

  /// Whether a stop is expected, which the main thread handles itself.
  private volatile boolean suspending;

  /// @param in frames of the owner
  /// @param out takes frames for the owner
  /// @param browser opens a URL; must not block
  public TerminalPump(
      TtyTerminal terminal, InputStream in, OutputStream out, Consumer<String> browser) {
    this.terminal = terminal;
    this.gate = new KeyboardGate(terminal);
    this.in = in;
    this.out = out;
    this.browser = browser;
  }

  /// How the connection ended.
  ///
  /// @param byOwner false if the connection broke
  /// @param code exit code
  /// @param sentence may be empty
  public record Ending(boolean byOwner, int code, String sentence) {}

  /// Pumps until the owner ends it or the connection breaks. The terminal has to be in raw mode; it
  /// is restored on every path.
  public Ending run() {
    Thread hook = new Thread(this::restore, "restore-terminal");
    Runtime.getRuntime().addShutdownHook(hook);
    TerminalController.onResize(this::resized);
    TerminalController.onContinue(this::continued);
    Thread.ofPlatform().daemon().name("keys").start(this::pumpInput);
    try {
      return pumpOutput();
    } catch (IOException broken) {
      return new Ending(false, 1, IoErrorMessage.of(broken));
    } finally {
      restore();
      gate.close();
      removeHook(hook);
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shutdownInProgress) {
      return; // the hook runs now, once
    }
  }

  private Ending pumpOutput() throws IOException {
    for (Frame frame = Frame.read(in); frame != null; frame = Frame.read(in)) {
      switch (frame.type()) {
        case OUTPUT -> terminal.write(frame.content(), frame.content().length);
        case SUSPEND -> suspend();
        case RUN -> runProgram(ProgramFrame.decode(frame.content()));
        case OPEN -> browser.accept(frame.text(0));
        case HANDLED -> gate.handled();
        case BYE -> {
          return new Ending(true, frame.number32(), frame.text(4));
        }
        case INPUT, INPUT_PART, SIZE, RESUMED, RAN ->
            throw new IOException("unexpected " + frame.type());
      }
    }
    return new Ending(false, 1, "");
  }

  private void pumpInput() {
    byte[] buffer = new byte[MAX_INPUT];
    try {
      int count = terminal.read(buffer);
      while (count >= 0 && !gate.isClosed()) {
        if (!gate.pass()) {
          FrameType type = count < MAX_INPUT ? FrameType.INPUT : FrameType.INPUT_PART;
          gate.handOver();
          send(type, buffer, count);
          gate.pass();
        }
        count = gate.isClosed() ? -1 : terminal.read(buffer);
      }
      out.close();
      in.close();
    } catch (IOException disconnected) {
      return; // the main thread sees the end of the connection
    }
  }

  private void send(FrameType type, byte[] content, int count) throws IOException {
    synchronized (out) {
      Frame.write(out, type, content, count);
    }
  }

  private void sendSize() throws IOException {
    byte[] size = Frame.size(terminal.columns(), terminal.rows());
    send(FrameType.SIZE, size, size.length);
  }

  private void resized() {
    try {
      terminal.refreshSize();
      sendSize();
    } catch (IOException disconnected) {
      return;
    }
  }

  private void suspend() throws IOException {
    suspending = true;
    terminal.restoreSettings();
    terminal.suspend();
    suspending = false;
    reenter();
  }

  /// Handles SIGCONT after a stop by another process.
  private void continued() {
    try {
      if (!suspending) {
        reenter();
      }
    } catch (IOException disconnected) {
      return;
    }
  }

  private void reenter() throws IOException {
    terminal.enterRawMode();
    sendSize();
    send(FrameType.RESUMED, NONE, 0);
  }

  private void runProgram(ProgramFrame program) throws IOException {
    gate.release();
    terminal.restoreSettings();
    String failure = "";
    try {
      terminal.runProgram(program.command(), program.directory());
    } catch (IOException failed) {
      failure = IoErrorMessage.of(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    terminal.enterRawMode();
    gate.reacquire();
    sendSize();
    byte[] text = failure.getBytes(StandardCharsets.UTF_8);
    send(FrameType.RAN, text, text.length);
  }

  /// Restores the terminal. Only once: a second time would move the cursor back to where it was
  /// before the UI.
  private void restore() {
    try {
      if (restored.compareAndSet(false, true)) {
        terminal.reset();
      }
    } catch (IOException disconnected) {
      return; // a disconnected terminal needs no restoring
    }
  }
}
