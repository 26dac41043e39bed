package dev.brummer.tui;

import dev.brummer.tui.action.ExitRequest;
import dev.brummer.tui.action.PlainOutputMode;
import dev.brummer.tui.inbox.UiInbox;
import dev.brummer.tui.inbox.UiMessage;
import dev.brummer.tui.terminal.InputEvent;
import dev.brummer.tui.terminal.JobControl;
import dev.brummer.tui.terminal.TerminalController;
import dev.brummer.tui.terminal.TerminalGroup;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Decides which terminals show the UI: attaches new ones, drops lost ones, and shows the UI again
/// on the terminal of this process when the user returns to it.
///
/// A detached terminal of this process is in one of two states. If its shell took it over, `fg`
/// brings the UI back; not every shell sends SIGCONT for that, so [#poll] looks who is in the
/// foreground. If there is no such shell, the next line of input brings it back.
///
/// Confined to the thread `tui`, except [#mayStopOnHangup].
final class TerminalAttachments {
  private final TerminalGroup terminals;
  private final @Nullable TerminalController local;
  private final boolean detachOnHangup;
  private final PlainOutputMode plainOutput;
  private final UiInbox inbox;
  private final ExitRequest exit;

  /// Whether the terminal of this process shows the UI. Written by `tui`.
  private volatile boolean localShown;

  /// Whether the shell took the terminal of this process over.
  private boolean inBackground;

  /// @param local the terminal of this process, already attached; null without one
  TerminalAttachments(
      TerminalGroup terminals,
      @Nullable TerminalController local,
      boolean detachOnHangup,
      PlainOutputMode plainOutput,
      UiInbox inbox,
      ExitRequest exit) {
    this.terminals = terminals;
    this.local = local;
    this.detachOnHangup = detachOnHangup;
    this.plainOutput = plainOutput;
    this.inbox = inbox;
    this.exit = exit;
    this.localShown = local != null;
  }

  /// Shows the UI on a terminal, on all of them with the whole picture.
  void attach(TerminalController terminal) {
    plainOutput.leave();
    try {
      terminals.add(terminal);
    } catch (IOException gone) {
      return; // the side that offered it sees that as well
    }
    if (terminal == local) {
      localShown = true;
      inBackground = false;
    }
    InputThread.start(terminal, inbox);
  }

  /// Notes where an event came from.
  ///
  /// @return whether to dispatch it; false for an event of a terminal that does not show the UI
  boolean accept(TerminalController from, InputEvent event) {
    if (!terminals.contains(from)) {
      if (from == local && !inBackground && !(event instanceof InputEvent.EndOfInput)) {
        attach(from);
      }
      return false;
    }
    terminals.activate(from);
    return true;
  }

  /// Updates what is known of the terminal of this process after a command that may have detached
  /// it.
  void afterCommand() {
    if (localShown && local != null && !terminals.contains(local)) {
      localShown = false;
      inBackground = local.isLeftToShell();
      poll(); // fg may have come first
    }
  }

  /// Handles a terminal that is gone: ends the run if it was the terminal of this process, unless
  /// configured otherwise.
  void lost(TerminalController terminal) {
    if (terminal == local && !detachOnHangup && localShown) {
      exit.request(ExitRequest.HANGUP);
    } else {
      terminals.remove(terminal);
      localShown &= terminal != local;
    }
  }

  /// Handles SIGHUP: the terminal of this process is gone.
  void hangUp() {
    if (local != null && localShown) {
      lost(local);
    }
  }

  /// Whether SIGHUP ends the run. Any thread.
  boolean mayStopOnHangup() {
    return localShown && !detachOnHangup;
  }

  /// Handles SIGCONT.
  void continued() {
    if (local != null && localShown) {
      terminals.resume(local);
    } else {
      poll();
    }
  }

  /// Shows the UI again if the user has brought this process to the foreground.
  void poll() {
    if (local != null && inBackground && JobControl.isForeground()) {
      attach(local);
      inbox.post(new UiMessage.Resized());
    }
  }

  /// Whether [#poll] has something to wait for.
  boolean isPolling() {
    return inBackground;
  }
}
