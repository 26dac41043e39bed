package dev.brummer.tui;

import dev.brummer.tui.inbox.UiInbox;
import dev.brummer.tui.inbox.UiMessage;
import dev.brummer.tui.terminal.InputEvent;
import dev.brummer.tui.terminal.TerminalController;
import java.io.IOException;

/// The thread `keys` of one terminal: reads decoded input, queues it for the thread `tui` and reads
/// no further until it has been handled. Daemon, because a read from a terminal cannot be
/// interrupted.
final class InputThread implements Runnable {
  private final TerminalController terminal;
  private final UiInbox inbox;

  private InputThread(TerminalController terminal, UiInbox inbox) {
    this.terminal = terminal;
    this.inbox = inbox;
  }

  /// Starts the thread unless it runs already.
  static void start(TerminalController terminal, UiInbox inbox) {
    if (terminal.acquireReader()) {
      Thread.ofPlatform().name("keys").daemon().start(new InputThread(terminal, inbox));
    }
  }

  @Override
  public void run() {
    try {
      InputEvent event = terminal.read();
      while (event != null && !(event instanceof InputEvent.EndOfInput)) {
        if (!(event instanceof InputEvent.Ignored)) {
          terminal.handOver();
          inbox.put(new UiMessage.Input(terminal, event));
        }
        event = terminal.read();
      }
      if (event != null) {
        inbox.post(new UiMessage.Input(terminal, event));
      }
    } catch (IOException disconnected) {
      inbox.post(new UiMessage.Input(terminal, new InputEvent.EndOfInput()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      terminal.releaseReader();
    }
  }
}
