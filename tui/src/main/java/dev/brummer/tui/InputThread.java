package dev.brummer.tui;

import dev.brummer.tui.inbox.UiInbox;
import dev.brummer.tui.inbox.UiMessage;
import dev.brummer.tui.key.Key;
import dev.brummer.tui.terminal.InputEvent;
import dev.brummer.tui.terminal.TerminalScreen;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The thread `keys`: reads the keyboard and the mouse, and does nothing else. Daemon, because a
/// read from a terminal cannot be interrupted.
final class InputThread implements Runnable {
  private final TerminalScreen screen;
  private final UiInbox inbox;

  /// First half of a character beyond the BMP, 0 if there is none.
  private int high;

  private InputThread(TerminalScreen screen, UiInbox inbox) {
    this.screen = screen;
    this.inbox = inbox;
  }

  static Thread start(TerminalScreen screen, UiInbox inbox) {
    return Thread.ofPlatform().name("keys").daemon().start(new InputThread(screen, inbox));
  }

  @Override
  public void run() {
    try {
      UiMessage message;
      do {
        message = message(screen.read());
        if (message != null) {
          inbox.put(message);
        }
      } while (!(message instanceof UiMessage.InputEnded));
    } catch (IOException gone) {
      inbox.post(new UiMessage.InputEnded());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable UiMessage message(InputEvent typed) {
    return switch (typed) {
      case InputEvent.Letter letter -> letter(letter);
      case InputEvent.Named named -> new UiMessage.Pressed(named(named));
      case InputEvent.Paste paste -> new UiMessage.Pasted(paste.text());
      case InputEvent.Mouse mouse -> new UiMessage.Pointer(mouse);
      case InputEvent.Colour(int place, int colour) -> new UiMessage.Colour(place, colour);
      case InputEvent.Ground(boolean dark) -> new UiMessage.Ground(dark);
      case InputEvent.End _ -> new UiMessage.InputEnded();
      case InputEvent.Nothing _ -> null;
    };
  }

  private @Nullable UiMessage letter(InputEvent.Letter letter) {
    int typed = letter.codePoint();
    if (typed < 0x10000 && Character.isHighSurrogate((char) typed)) {
      high = typed;
      return null;
    }
    boolean second = high != 0 && typed < 0x10000 && Character.isLowSurrogate((char) typed);
    int whole = second ? Character.toCodePoint((char) high, (char) typed) : typed;
    high = 0;
    return new UiMessage.Pressed(
        new Key(Key.Code.CHAR, whole, letter.ctrl(), letter.alt(), letter.shift()));
  }

  private static Key named(InputEvent.Named named) {
    Key key = Key.of(named.name());
    return new Key(key.code(), 0, named.ctrl(), named.alt(), named.shift());
  }
}
