package dev.brummer.tui;

import dev.brummer.tui.inbox.Inbox;
import dev.brummer.tui.inbox.Msg;
import dev.brummer.tui.key.Key;
import dev.brummer.tui.terminal.Screen;
import dev.brummer.tui.terminal.Typed;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The thread `keys`: reads the keyboard and the mouse, and does nothing else. Daemon, because a
/// read from a terminal cannot be interrupted.
final class KeyThread implements Runnable {
  private final Screen screen;
  private final Inbox inbox;

  /// First half of a character beyond the BMP, 0 if there is none.
  private int high;

  private KeyThread(Screen screen, Inbox inbox) {
    this.screen = screen;
    this.inbox = inbox;
  }

  static Thread start(Screen screen, Inbox inbox) {
    return Thread.ofPlatform().name("keys").daemon().start(new KeyThread(screen, inbox));
  }

  @Override
  public void run() {
    try {
      Msg message;
      do {
        message = message(screen.read());
        if (message != null) {
          inbox.put(message);
        }
      } while (!(message instanceof Msg.InputEnded));
    } catch (IOException gone) {
      inbox.post(new Msg.InputEnded());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Msg message(Typed typed) {
    return switch (typed) {
      case Typed.Letter letter -> letter(letter);
      case Typed.Named named -> new Msg.Pressed(named(named));
      case Typed.Paste paste -> new Msg.Pasted(paste.text());
      case Typed.Mouse mouse -> new Msg.Pointer(mouse);
      case Typed.Colour(int place, int colour) -> new Msg.Colour(place, colour);
      case Typed.Ground(boolean dark) -> new Msg.Ground(dark);
      case Typed.End _ -> new Msg.InputEnded();
      case Typed.Nothing _ -> null;
    };
  }

  private @Nullable Msg letter(Typed.Letter letter) {
    int typed = letter.codePoint();
    if (typed < 0x10000 && Character.isHighSurrogate((char) typed)) {
      high = typed;
      return null;
    }
    boolean second = high != 0 && typed < 0x10000 && Character.isLowSurrogate((char) typed);
    int whole = second ? Character.toCodePoint((char) high, (char) typed) : typed;
    high = 0;
    return new Msg.Pressed(
        new Key(Key.Code.CHAR, whole, letter.ctrl(), letter.alt(), letter.shift()));
  }

  private static Key named(Typed.Named named) {
    Key key = Key.of(named.name());
    return new Key(key.code(), 0, named.ctrl(), named.alt(), named.shift());
  }
}
