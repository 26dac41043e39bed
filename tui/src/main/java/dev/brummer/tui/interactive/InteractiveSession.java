package dev.brummer.tui.interactive;

import dev.brummer.engine.process.supervisor.Processes;
import dev.brummer.tui.emulator.InputModes;
import dev.brummer.tui.emulator.ScreenSnapshot;
import dev.brummer.tui.inbox.UiInbox;
import dev.brummer.tui.key.Key;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.TerminalSelection;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.paint.Rect;
import dev.brummer.tui.terminal.InputEvent;
import dev.brummer.tui.terminal.TerminalGroup;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Interactive use of one process's terminal: forwards keys, pastes and mouse events as the program
/// requested them, and keeps the screen snapshot current. [#start] begins a session; it ends when
/// another overlay or none is open. Confined to the thread `tui`.
public final class InteractiveSession {
  private static final int WHEEL_ROWS = 3;

  /// Output within this time after a key is painted with the short frame interval, as its echo.
  private static final long ECHO_TIMEOUT_NANOS = 100_000_000;

  private static final byte CTRL_A = 1;

  private final Model model;
  private final Processes processes;
  private final TerminalGroup terminals;
  private final UiInbox inbox;
  private @Nullable AttachedTerminal attached;
  private int process;
  private Rect area = Rect.EMPTY;
  private boolean focusSent;
  private long lastKeyNanos;

  /// Column where the button was pressed to select text, -1 if it is not pressed.
  private int pressedX = -1;

  private int pressedY;

  public InteractiveSession(
      Model model, Processes processes, TerminalGroup terminals, UiInbox inbox) {
    this.model = model;
    this.processes = processes;
    this.terminals = terminals;
    this.inbox = inbox;
  }

  /// Attaches to a process and shows its terminal.
  ///
  /// @param background colour reported to programs, see [TerminalEmulator#background]
  public void start(ProcessRow row, int background) {
    stop();
    process = row.id();
    model.lastInteractive(process);
    area = model.interactiveArea(terminals.columns(), terminals.rows());
    int id = process;
    attached =
        new AttachedTerminal(
            area.width(),
            area.height(),
            background,
            reply -> processes.input(id, reply),
            inbox::screenChanged);
    model.overlay(new Overlay.Interactive(process, new ScreenSnapshot(), TerminalSelection.NONE));
    processes.attach(process, attached, area.width(), area.height());
  }

  /// Returns to a process and sends Ctrl-A to it.
  public void resume(ProcessRow row, int background) {
    start(row, background);
    send(new byte[] {CTRL_A});
  }

  private void stop() {
    if (attached != null) {
      attached = null;
      pressedX = -1;
      sendFocus(false, InputModes.NONE);
      processes.detach(process);
    }
  }

  /// Whether output is likely to be the echo of a key.
  public boolean isEchoExpected(long now) {
    return attached != null && now - lastKeyNanos < ECHO_TIMEOUT_NANOS;
  }

  /// Updates the screen snapshot for the next frame, or detaches if the session has ended.
  public void refresh(long now) {
    AttachedTerminal terminal = attached;
    if (terminal == null) {
      return;
    }
    if (!(model.overlay() instanceof Overlay.Interactive interactive)
        || interactive.process() != process) {
      stop();
      terminals.mouseMotion(false);
      return;
    }
    Rect current = model.interactiveArea(terminals.columns(), terminals.rows());
    if (!current.equals(area)) {
      area = current;
      processes.attach(process, terminal, area.width(), area.height());
    }
    terminal.snapshot(interactive.screen(), now);
    InputModes inputModes = interactive.screen().inputModes();
    terminals.mouseMotion(inputModes.mouseTracking() == InputModes.MouseTracking.ALL);
    sendFocus(true, inputModes);
  }

  /// Reports a change of focus to a program that requested focus events.
  private void sendFocus(boolean focused, InputModes inputModes) {
    boolean enabled = focused && inputModes.focusEvents();
    if (enabled != focusSent) {
      focusSent = enabled;
      processes.input(process, (enabled ? "\033[I" : "\033[O").getBytes(StandardCharsets.US_ASCII));
    }
  }

  public void keyPressed(Key key, Overlay.Interactive interactive) {
    AttachedTerminal terminal = attached;
    if (terminal == null || isProcessDead()) {
      model.overlay(new Overlay.None());
      return;
    }
    model.overlay(interactive.withSelection(TerminalSelection.NONE));
    boolean page = key.code() == Key.Code.PAGE_UP || key.code() == Key.Code.PAGE_DOWN;
    if (page && key.shift() && !interactive.screen().isAlternate()) {
      int rows = Math.max(1, area.height() - 1);
      terminal.scroll(key.code() == Key.Code.PAGE_UP ? rows : -rows);
      return;
    }
    terminal.scrollToEnd();
    ProcessRow row = model.processes().row(process);
    boolean pipe = row != null && !row.info().spec().pty();
    if (pipe && key.code() == Key.Code.ENTER) {
      send(new byte[] {'\n'});
    } else {
      send(InputEncoder.encodeKey(key, interactive.screen().inputModes()));
    }
  }

  public void paste(String text, Overlay.Interactive interactive) {
    if (attached != null && !isProcessDead()) {
      attached.scrollToEnd();
      send(InputEncoder.encodePaste(text, interactive.screen().inputModes()));
    }
  }

  private boolean isProcessDead() {
    ProcessRow row = model.processes().row(process);
    return row == null || !row.state().alive();
  }

  private void send(byte[] bytes) {
    lastKeyNanos = System.nanoTime();
    if (bytes.length > 0) {
      processes.input(process, bytes);
    }
  }

  /// Forwards a mouse event to a program that requested it; otherwise selects text or scrolls.
  ///
  /// @param onScreen whether the pointer is over the screen of the process
  /// @return the text selected by a finished drag, to be copied; null if none
  public @Nullable String mouse(
      InputEvent.MouseEvent mouse, boolean onScreen, Overlay.Interactive interactive) {
    int x = Math.clamp(mouse.x() - area.x(), 0, Math.max(0, area.width() - 1));
    int y = Math.clamp(mouse.y() - area.y(), 0, Math.max(0, area.height() - 1));
    InputModes inputModes = interactive.screen().inputModes();
    if (inputModes.mouseTracking() != InputModes.MouseTracking.NONE) {
      if (onScreen || mouse.type() == InputEvent.MouseEvent.MouseEventType.RELEASE) {
        send(InputEncoder.encodeMouse(mouse, x, y, inputModes));
      }
      return null;
    }
    switch (mouse.type()) {
      case PRESS -> {
        pressedX = onScreen && mouse.button() == 0 ? x : -1;
        pressedY = y;
        model.overlay(interactive.withSelection(TerminalSelection.NONE));
      }
      case DRAG -> {
        if (pressedX >= 0) {
          model.overlay(
              interactive.withSelection(TerminalSelection.between(pressedX, pressedY, x, y)));
        }
      }
      case RELEASE -> {
        pressedX = -1;
        return selectedText(interactive);
      }
      case MOVE -> {}
      case WHEEL_UP -> wheel(true, onScreen, inputModes);
      case WHEEL_DOWN -> wheel(false, onScreen, inputModes);
    }
    return null;
  }

  private void wheel(boolean up, boolean onScreen, InputModes inputModes) {
    if (attached == null || !onScreen) {
      return;
    }
    if (!inputModes.alternateScroll()) {
      attached.scroll(up ? WHEEL_ROWS : -WHEEL_ROWS);
      return;
    }
    byte[] arrow = InputEncoder.encodeKey(Key.of(up ? Key.Code.UP : Key.Code.DOWN), inputModes);
    for (int i = 0; i < WHEEL_ROWS; i++) {
      send(arrow);
    }
  }

  private static @Nullable String selectedText(Overlay.Interactive interactive) {
    TerminalSelection cells = interactive.selection();
    return cells.isEmpty()
        ? null
        : interactive.screen().text(cells.fromX(), cells.fromY(), cells.toX(), cells.toY());
  }
}
