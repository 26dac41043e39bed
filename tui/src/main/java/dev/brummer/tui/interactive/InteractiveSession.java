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
/// shows is seen. Begins with [#begin] and is over as soon as something else takes the keys.
/// Confined to the thread `tui`.
public final class InteractiveSession {
  private static final int WHEEL_ROWS = 3;

  /// How long after a key what the process shows is taken for its echo, to be seen at once.
  private static final long ECHO_NANOS = 100_000_000;

  private static final byte CTRL_A = 1;

  private final Model model;
  private final Processes processes;
  private final TerminalScreen screen;
  private final ThemeController themes;
  private final Clipboard pasteboard;
  private final UiInbox inbox;
  private @Nullable AttachedTerminal live;
  private int process;
  private Rect area = Rect.NOTHING;
  private boolean focusTold;
  private long typedAt;

  /// Where the mouse went down, to select text; -1 if it did not.
  private int pressedX = -1;

  private int pressedY;

  public InteractiveSession(
      Model model,
      Processes processes,
      TerminalScreen screen,
      ThemeController themes,
      Clipboard pasteboard,
      UiInbox inbox) {
    this.model = model;
    this.processes = processes;
    this.screen = screen;
    this.themes = themes;
    this.pasteboard = pasteboard;
    this.inbox = inbox;
  }

  public void begin(ProcessRow row) {
    end();
    process = row.id();
    model.typedTo(process);
    area = RootView.typingArea(model, screen.columns(), screen.rows());
    int id = process;
    live =
        new AttachedTerminal(
            area.width(),
            area.height(),
            themes.ground(),
            answer -> processes.input(id, answer),
            inbox::screenChanged);
    model.overlay(new Overlay.Typing(process, new ScreenSnapshot(), CellSelection.NOTHING));
    processes.attach(process, live, area.width(), area.height());
  }

  /// Goes back to the process that was left last, with a Ctrl-A for it.
  public void again(ProcessRow row) {
    begin(row);
    send(new byte[] {CTRL_A});
  }

  private void end() {
    if (live != null) {
      live = null;
      pressedX = -1;
      focus(false, InputModes.NONE);
      processes.detach(process);
    }
  }

  /// Whether what the process shows is likely to be the answer to a key.
  public boolean answering(long now) {
    return live != null && now - typedAt < ECHO_NANOS;
  }

  /// Takes the picture to paint next, and notices when it is over.
  public void refresh(long now) throws IOException {
    AttachedTerminal shown = live;
    if (shown == null) {
      return;
    }
    if (!(model.overlay() instanceof Overlay.Typing typing) || typing.process() != process) {
      end();
      screen.moves(false);
      return;
    }
    Rect wanted = RootView.typingArea(model, screen.columns(), screen.rows());
    if (!wanted.equals(area)) {
      area = wanted;
      processes.attach(process, shown, area.width(), area.height());
    }
    shown.copy(typing.screen(), now);
    InputModes wishes = typing.screen().wishes();
    screen.moves(wishes.mouse() == InputModes.Mouse.ALL);
    focus(true, wishes);
  }

  /// Tells a program that wants to know that it has the keys, or not any more.
  private void focus(boolean has, InputModes wishes) {
    boolean wanted = has && wishes.focus();
    if (wanted != focusTold) {
      focusTold = wanted;
      processes.input(process, (wanted ? "\033[I" : "\033[O").getBytes(StandardCharsets.US_ASCII));
    }
  }

  public void press(Key key, Overlay.Typing typing) {
    AttachedTerminal shown = live;
    if (shown == null || ended()) {
      model.overlay(new Overlay.None());
      return;
    }
    model.overlay(typing.mark(CellSelection.NOTHING));
    boolean page = key.code() == Key.Code.PAGE_UP || key.code() == Key.Code.PAGE_DOWN;
    if (page && key.shift() && !typing.screen().alternate()) {
      int rows = Math.max(1, area.height() - 1);
      shown.look(key.code() == Key.Code.PAGE_UP ? rows : -rows);
      return;
    }
    shown.lookAtNow();
    ProcessRow row = model.processes().row(process);
    boolean pipe = row != null && !row.info().spec().pty();
    if (pipe && key.code() == Key.Code.ENTER) {
      send(new byte[] {'\n'});
    } else {
      send(KeyEncoder.bytes(key, typing.screen().wishes()));
    }
  }

  public void paste(String text, Overlay.Typing typing) {
    if (live != null && !ended()) {
      live.lookAtNow();
      send(KeyEncoder.paste(text, typing.screen().wishes()));
    }
  }

  private boolean ended() {
    ProcessRow row = model.processes().row(process);
    return row == null || !row.state().alive();
  }

  private void send(byte[] bytes) {
    typedAt = System.nanoTime();
    if (bytes.length > 0) {
      processes.input(process, bytes);
    }
  }

  /// The mouse over the screen of the process, or dragged off it.
  public void mouse(InputEvent.Mouse mouse, HitRegions.Hit hit, Overlay.Typing typing)
      throws IOException {
    int x = Math.clamp(mouse.x() - area.x(), 0, Math.max(0, area.width() - 1));
    int y = Math.clamp(mouse.y() - area.y(), 0, Math.max(0, area.height() - 1));
    boolean over = hit.kind() == HitRegions.Kind.SCREEN;
    InputModes wishes = typing.screen().wishes();
    if (wishes.mouse() != InputModes.Mouse.NONE) {
      if (over || mouse.kind() == InputEvent.Mouse.Kind.RELEASE) {
        send(KeyEncoder.mouse(mouse, x, y, wishes));
      }
      return;
    }
    switch (mouse.kind()) {
      case PRESS -> {
        pressedX = over && mouse.button() == 0 ? x : -1;
        pressedY = y;
        model.overlay(typing.mark(CellSelection.NOTHING));
      }
      case DRAG -> {
        if (pressedX >= 0) {
          model.overlay(typing.mark(CellSelection.between(pressedX, pressedY, x, y)));
        }
      }
      case RELEASE -> copy(typing);
      case MOVE -> {}
      case WHEEL_UP -> wheel(true, over, wishes);
      case WHEEL_DOWN -> wheel(false, over, wishes);
    }
  }

  private void wheel(boolean up, boolean over, InputModes wishes) {
    if (live == null || !over) {
      return;
    }
    if (!wishes.wheelKeys()) {
      live.look(up ? WHEEL_ROWS : -WHEEL_ROWS);
      return;
    }
    byte[] arrow = KeyEncoder.bytes(Key.of(up ? "Up" : "Down"), wishes);
    for (int i = 0; i < WHEEL_ROWS; i++) {
      send(arrow);
    }
  }

  private void copy(Overlay.Typing typing) throws IOException {
    CellSelection marked = typing.marked();
    pressedX = -1;
    if (!marked.isNothing()) {
      String text =
          typing.screen().text(marked.fromX(), marked.fromY(), marked.toX(), marked.toY());
      pasteboard.copy(ClipboardText.of(text, text.lines().count()));
    }
  }
}
