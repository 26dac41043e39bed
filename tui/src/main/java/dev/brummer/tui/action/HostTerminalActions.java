package dev.brummer.tui.action;

import dev.brummer.tui.model.Model;
import dev.brummer.tui.paint.CellDiff;
import dev.brummer.tui.terminal.TerminalController;
import java.io.IOException;

/// Commands about brummer's own terminal. Confined to the thread `tui`.
public final class HostTerminalActions {
  private final Model model;
  private final TerminalController terminalController;
  private final CellDiff diff;
  private final PlainOutputMode plainOutput;
  private final Suspender suspender;

  public HostTerminalActions(
      Model model,
      TerminalController screen,
      CellDiff diff,
      PlainOutputMode plainOutput,
      Suspender suspender) {
    this.model = model;
    this.terminalController = screen;
    this.diff = diff;
    this.plainOutput = plainOutput;
    this.suspender = suspender;
  }

  /// Repaints every cell with the next frame.
  public void redraw() {
    diff.invalidate();
  }

  /// Suspends brummer until it receives SIGCONT.
  public void suspend() {
    suspender.suspend();
  }

  public void enterPlainOutput() throws IOException {
    plainOutput.enter();
  }

  /// Turns mouse reporting on or off; while off, the terminal's own selection works.
  public void toggleMouse() throws IOException {
    terminalController.mouse(!terminalController.mouse());
    model.toastDone(
        terminalController.mouse()
            ? "the mouse controls brummer"
            : "the mouse selects text in the terminal");
  }
}
