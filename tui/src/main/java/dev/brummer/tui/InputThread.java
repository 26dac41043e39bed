package dev.brummer.tui;

import dev.brummer.tui.inbox.UiInbox;
import dev.brummer.tui.inbox.UiMessage;
import dev.brummer.tui.terminal.InputEvent;
import dev.brummer.tui.terminal.TerminalController;
import java.io.IOException;

/// The thread `keys`: reads decoded input from the terminal and queues it for the thread `tui`.
/// Daemon, because a read from a terminal cannot be interrupted.
final class InputThread implements Runnable {
  private final TerminalController terminalController;
  private final UiInbox inbox;

  private InputThread(TerminalController screen, UiInbox inbox) {
    this.terminalController = screen;
    this.inbox = inbox;
  }

  static Thread start(TerminalController screen, UiInbox inbox) {
    return Thread.ofPlatform().name("keys").daemon().start(new InputThread(screen, inbox));
  }

  @Override
  public void run() {
    try {
      InputEvent event;
      do {
        event = terminalController.read();
        if (!(event instanceof InputEvent.Ignored)) {
          inbox.put(new UiMessage.Input(event));
        }
      } while (!(event instanceof InputEvent.EndOfInput));
    } catch (IOException disconnected) {
      inbox.post(new UiMessage.Input(new InputEvent.EndOfInput()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
