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
  private int highSurrogate;

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
        message = toMessage(screen.read());
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

  private @Nullable UiMessage toMessage(InputEvent inputEvent) {
    return switch (inputEvent) {
      case InputEvent.CharacterKey characterKey -> letter(characterKey);
      case InputEvent.NamedKey named -> new UiMessage.KeyPressed(named(named));
      case InputEvent.Paste paste -> new UiMessage.Pasted(paste.text());
      case InputEvent.MouseEvent mouse -> new UiMessage.MouseMoved(mouse);
      case InputEvent.ColourReport(int place, int colour) ->
          new UiMessage.ColourReported(place, colour);
      case InputEvent.BackgroundReport(boolean dark) -> new UiMessage.BackgroundChanged(dark);
      case InputEvent.EndOfInput _ -> new UiMessage.InputEnded();
      case InputEvent.Ignored _ -> null;
    };
  }

  private @Nullable UiMessage letter(InputEvent.CharacterKey characterKey) {
    int typed = characterKey.codePoint();
    if (typed < 0x10000 && Character.isHighSurrogate((char) typed)) {
      highSurrogate = typed;
      return null;
    }
    boolean second =
        highSurrogate != 0 && typed < 0x10000 && Character.isLowSurrogate((char) typed);
    int whole = second ? Character.toCodePoint((char) highSurrogate, (char) typed) : typed;
    highSurrogate = 0;
    return new UiMessage.KeyPressed(
        new Key(
            Key.Code.CHAR, whole, characterKey.ctrl(), characterKey.alt(), characterKey.shift()));
  }

  private static Key named(InputEvent.NamedKey named) {
    Key key = Key.of(named.name());
    return new Key(key.code(), 0, named.ctrl(), named.alt(), named.shift());
  }
}
