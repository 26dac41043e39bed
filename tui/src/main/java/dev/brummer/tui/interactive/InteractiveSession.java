package dev.brummer.tui.interactive;

import dev.brummer.engine.process.supervisor.Processes;
import dev.brummer.tui.action.Clipboard;
import dev.brummer.tui.action.ClipboardText;
import dev.brummer.tui.action.ThemeController;
import dev.brummer.tui.emulator.InputModes;
import dev.brummer.tui.emulator.ScreenSnapshot;
import dev.brummer.tui.inbox.UiInbox;
import dev.brummer.tui.key.Key;
import dev.brummer.tui.model.CellSelection;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.paint.Rect;
import dev.brummer.tui.terminal.InputEvent;
import dev.brummer.tui.terminal.TerminalScreen;
import dev.brummer.tui.view.HitRegions;
import dev.brummer.tui.view.RootView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A person at the terminal of a process: keys, mouse and pastes go there as it wants them, what it
/// shows is seen. Begins with [#start] and is over as soon as something else takes the keys.
/// Confined to the thread `tui`.
public final class InteractiveSession {
  private static final int WHEEL_ROWS = 3;

  /// How long after a key what the process shows is taken for its echo, to be seen at once.
  private static final long ECHO_TIMEOUT_NANOS = 100_000_000;

  private static final byte CTRL_A = 1;

  private final Model model;
  private final Processes processes;
  private final TerminalScreen screen;
  private final ThemeController themeController;
  private final Clipboard clipboard;
  private final UiInbox inbox;
  private @Nullable AttachedTerminal attached;
  private int process;
  private Rect area = Rect.EMPTY;
  private boolean focusSent;
  private long lastKeyNanos;

  /// Where the mouse went down, to select text; -1 if it did not.
  private int pressedX = -1;

  private int pressedY;

  public InteractiveSession(
      Model model,
      Processes processes,
      TerminalScreen screen,
      ThemeController themeController,
      Clipboard clipboard,
      UiInbox inbox) {
    this.model = model;
    this.processes = processes;
    this.screen = screen;
    this.themeController = themeController;
    this.clipboard = clipboard;
    this.inbox = inbox;
  }

  public void start(ProcessRow row) {
    stop();
    process = row.id();
    model.lastInteractive(process);
    area = RootView.interactiveArea(model, screen.columns(), screen.rows());
    int id = process;
    attached =
        new AttachedTerminal(
            area.width(),
            area.height(),
            themeController.background(),
            answer -> processes.input(id, answer),
            inbox::screenChanged);
    model.overlay(new Overlay.Interactive(process, new ScreenSnapshot(), CellSelection.NONE));
    processes.attach(process, attached, area.width(), area.height());
  }

  /// Goes back to the process that was left last, with a Ctrl-A for it.
  public void resume(ProcessRow row) {
    start(row);
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

  /// Whether what the process shows is likely to be the answer to a key.
  public boolean isEchoExpected(long now) {
    return attached != null && now - lastKeyNanos < ECHO_TIMEOUT_NANOS;
  }

  /// Takes the picture to paint next, and notices when it is over.
  public void refresh(long now) throws IOException {
    AttachedTerminal shown = attached;
    if (shown == null) {
      return;
    }
    if (!(model.overlay() instanceof Overlay.Interactive interactive)
        || interactive.process() != process) {
      stop();
      screen.mouseMotion(false);
      return;
    }
    Rect wanted = RootView.interactiveArea(model, screen.columns(), screen.rows());
    if (!wanted.equals(area)) {
      area = wanted;
      processes.attach(process, shown, area.width(), area.height());
    }
    shown.snapshot(interactive.screen(), now);
    InputModes inputModes = interactive.screen().inputModes();
    screen.mouseMotion(inputModes.mouseTracking() == InputModes.MouseTracking.ALL);
    sendFocus(true, inputModes);
  }

  /// Tells a program that wants to know that it has the keys, or not any more.
  private void sendFocus(boolean has, InputModes inputModes) {
    boolean wanted = has && inputModes.focusEvents();
    if (wanted != focusSent) {
      focusSent = wanted;
      processes.input(process, (wanted ? "\033[I" : "\033[O").getBytes(StandardCharsets.US_ASCII));
    }
  }

  public void press(Key key, Overlay.Interactive interactive) {
    AttachedTerminal shown = attached;
    if (shown == null || isProcessDead()) {
      model.overlay(new Overlay.None());
      return;
    }
    model.overlay(interactive.withSelection(CellSelection.NONE));
    boolean page = key.code() == Key.Code.PAGE_UP || key.code() == Key.Code.PAGE_DOWN;
    if (page && key.shift() && !interactive.screen().isAlternate()) {
      int rows = Math.max(1, area.height() - 1);
      shown.scroll(key.code() == Key.Code.PAGE_UP ? rows : -rows);
      return;
    }
    shown.scrollToEnd();
    ProcessRow row = model.processes().row(process);
    boolean pipe = row != null && !row.info().spec().pty();
    if (pipe && key.code() == Key.Code.ENTER) {
      send(new byte[] {'\n'});
    } else {
      send(KeyEncoder.encode(key, interactive.screen().inputModes()));
    }
  }

  public void paste(String text, Overlay.Interactive interactive) {
    if (attached != null && !isProcessDead()) {
      attached.scrollToEnd();
      send(KeyEncoder.encodePaste(text, interactive.screen().inputModes()));
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

  /// The mouse over the screen of the process, or dragged off it.
  public void mouse(
      InputEvent.MouseEvent mouse, HitRegions.Hit hit, Overlay.Interactive interactive)
      throws IOException {
    int x = Math.clamp(mouse.x() - area.x(), 0, Math.max(0, area.width() - 1));
    int y = Math.clamp(mouse.y() - area.y(), 0, Math.max(0, area.height() - 1));
    boolean over = hit.kind() == HitRegions.RegionKind.SCREEN;
    InputModes inputModes = interactive.screen().inputModes();
    if (inputModes.mouseTracking() != InputModes.MouseTracking.NONE) {
      if (over || mouse.type() == InputEvent.MouseEvent.MouseEventType.RELEASE) {
        send(KeyEncoder.encodeMouse(mouse, x, y, inputModes));
      }
      return;
    }
    switch (mouse.type()) {
      case PRESS -> {
        pressedX = over && mouse.button() == 0 ? x : -1;
        pressedY = y;
        model.overlay(interactive.withSelection(CellSelection.NONE));
      }
      case DRAG -> {
        if (pressedX >= 0) {
          model.overlay(interactive.withSelection(CellSelection.between(pressedX, pressedY, x, y)));
        }
      }
      case RELEASE -> copy(interactive);
      case MOVE -> {}
      case WHEEL_UP -> wheel(true, over, inputModes);
      case WHEEL_DOWN -> wheel(false, over, inputModes);
    }
  }

  private void wheel(boolean up, boolean over, InputModes inputModes) {
    if (attached == null || !over) {
      return;
    }
    if (!inputModes.alternateScroll()) {
      attached.scroll(up ? WHEEL_ROWS : -WHEEL_ROWS);
      return;
    }
    byte[] arrow = KeyEncoder.encode(Key.of(up ? "Up" : "Down"), inputModes);
    for (int i = 0; i < WHEEL_ROWS; i++) {
      send(arrow);
    }
  }

  private void copy(Overlay.Interactive interactive) throws IOException {
    CellSelection cellSelection = interactive.selection();
    pressedX = -1;
    if (!cellSelection.isEmpty()) {
      String text =
          interactive
              .screen()
              .text(
                  cellSelection.fromX(),
                  cellSelection.fromY(),
                  cellSelection.toX(),
                  cellSelection.toY());
      clipboard.copy(ClipboardText.of(text, text.lines().count()));
    }
  }
}
