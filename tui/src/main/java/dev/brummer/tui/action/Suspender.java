package dev.brummer.tui.action;

import dev.brummer.tui.inbox.UiInbox;
import dev.brummer.tui.inbox.UiMessage;
import dev.brummer.tui.paint.CellDiff;
import dev.brummer.tui.terminal.TerminalController;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Implements Ctrl-Z: releases the terminal, suspends the program, and reacquires the terminal when
/// it is continued.
public final class Suspender {
  private final TerminalController terminalController;
  private final CellDiff diff;
  private final UiInbox inbox;
  private final Runnable stopProgram;

  public Suspender(TerminalController screen, CellDiff diff, UiInbox inbox, Runnable stopProgram) {
    this.terminalController = screen;
    this.diff = diff;
    this.inbox = inbox;
    this.stopProgram = stopProgram;
  }

  void suspend() {
    try {
      terminalController.leave();
      stopProgram.run();
      terminalController.enter();
    } catch (IOException disconnected) {
      throw new UncheckedIOException(disconnected);
    }
    diff.invalidate();
    inbox.post(new UiMessage.Resized());
  }

  /// Suspends the whole job as the terminal driver would: launcher, make and so on. Returns when it
  /// is continued, or at once if it is an orphaned process group, which the kernel does not stop.
  public static void stopProgram() {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -TSTP 0").inheritIO().start().waitFor();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
