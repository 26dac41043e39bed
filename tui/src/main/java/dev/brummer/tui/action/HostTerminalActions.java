package dev.brummer.tui.action;

import dev.brummer.tui.inbox.UiInbox;
import dev.brummer.tui.inbox.UiMessage;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.terminal.TerminalGroup;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Commands about the terminal that a key was pressed on. Confined to the thread `tui`.
public final class HostTerminalActions {
  private final Model model;
  private final TerminalGroup terminals;
  private final PlainOutputMode plainOutput;
  private final UiInbox inbox;

  public HostTerminalActions(
      Model model, TerminalGroup terminals, PlainOutputMode plainOutput, UiInbox inbox) {
    this.model = model;
    this.terminals = terminals;
    this.plainOutput = plainOutput;
    this.inbox = inbox;
  }

  /// Repaints every cell with the next frame.
  public void redraw() {
    terminals.invalidate();
  }

  /// Suspends the program that shows the terminal until it receives SIGCONT; detaches the terminal
  /// of this process if others show the UI.
  public void suspend() {
    try {
      terminals.suspend(
          "brummer goes on for its other terminals (pid "
              + ProcessHandle.current().pid()
              + "): fg shows it here again");
    } catch (IOException disconnected) {
      throw new UncheckedIOException(disconnected);
    }
    inbox.post(new UiMessage.Resized());
  }

  /// Gives the terminal back; brummer and its processes go on.
  public void detach() {
    terminals.detachActive(
        "brummer goes on in the background (pid "
            + ProcessHandle.current().pid()
            + "): brummer attach shows it");
    inbox.post(new UiMessage.Resized());
  }

  public void enterPlainOutput() {
    plainOutput.enter();
  }

  /// Turns mouse reporting on or off; while off, the terminal's own selection works.
  public void toggleMouse() {
    model.toastDone(
        terminals.toggleMouse()
            ? "the mouse controls brummer"
            : "the mouse selects text in the terminal");
  }
}
