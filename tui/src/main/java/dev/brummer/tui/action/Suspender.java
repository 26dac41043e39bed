package dev.brummer.tui.action;

import dev.brummer.tui.inbox.UiInbox;
import dev.brummer.tui.inbox.UiMessage;
import dev.brummer.tui.paint.CellDiff;
import dev.brummer.tui.terminal.TerminalScreen;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Ctrl-Z: gives the terminal back, stops the program, and takes the terminal when it goes on.
public final class Suspender implements Runnable {
  private final TerminalScreen screen;
  private final CellDiff diff;
  private final UiInbox inbox;
  private final Runnable stopProgram;

  public Suspender(TerminalScreen screen, CellDiff diff, UiInbox inbox, Runnable stopProgram) {
    this.screen = screen;
    this.diff = diff;
    this.inbox = inbox;
    this.stopProgram = stopProgram;
  }

  @Override
  public void run() {
    try {
      screen.leave();
      stopProgram.run();
      screen.enter();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
    diff.invalidate();
    inbox.post(new UiMessage.Resized());
  }

  /// Stops the whole job as the terminal would have done: launcher, make and all. Returns when it
  /// is continued, or at once where nobody could continue it.
  public static void stopProgram() {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -TSTP 0").inheritIO().start().waitFor();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
