package dev.brummer.tui;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.input.MouseAction;
import dev.brummer.tui.key.Key;
import dev.brummer.tui.paint.Screen;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The thread `keys`: reads the keyboard and the mouse, and does nothing else. Daemon, because a
/// read from a terminal cannot be interrupted.
final class KeyThread implements Runnable {
  private final Screen screen;
  private final Inbox inbox;

  /// First half of a character beyond the BMP, 0 if there is none.
  private char high;

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
      while (true) {
        KeyStroke stroke = screen.read();
        if (stroke.getKeyType() == KeyType.EOF) {
          break;
        }
        Msg message = message(stroke);
        if (message != null) {
          inbox.put(message);
        }
      }
      inbox.put(new Msg.InputEnded());
    } catch (IOException gone) {
      inbox.post(new Msg.InputEnded());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Msg message(KeyStroke stroke) {
    if (stroke instanceof MouseAction mouse) {
      return pointer(mouse);
    }
    String pasted = Screen.pasted(stroke);
    if (pasted != null) {
      return new Msg.Pasted(pasted);
    }
    Key key = key(stroke);
    return key == null ? null : new Msg.Pressed(key);
  }

  private static Msg pointer(MouseAction mouse) {
    Msg.Pointer.Gesture gesture =
        switch (mouse.getActionType()) {
          case CLICK_DOWN -> Msg.Pointer.Gesture.PRESS;
          case CLICK_RELEASE -> Msg.Pointer.Gesture.RELEASE;
          case SCROLL_UP -> Msg.Pointer.Gesture.WHEEL_UP;
          case SCROLL_DOWN -> Msg.Pointer.Gesture.WHEEL_DOWN;
          case DRAG, MOVE -> Msg.Pointer.Gesture.DRAG;
        };
    return new Msg.Pointer(gesture, mouse.getPosition().getColumn(), mouse.getPosition().getRow());
  }

  private @Nullable Key key(KeyStroke stroke) {
    if (stroke.getKeyType() == KeyType.Character) {
      return character(stroke);
    }
    Key.Code code = code(stroke.getKeyType());
    boolean shift = stroke.isShiftDown() || stroke.getKeyType() == KeyType.ReverseTab;
    return code == null
        ? null
        : new Key(code, 0, stroke.isCtrlDown(), stroke.isAltDown(), shift);
  }

  private @Nullable Key character(KeyStroke stroke) {
    char typed = stroke.getCharacter();
    if (Character.isHighSurrogate(typed)) {
      high = typed;
      return null;
    }
    int codePoint =
        Character.isLowSurrogate(typed) && high != 0 ? Character.toCodePoint(high, typed) : typed;
    high = 0;
    return new Key(Key.Code.CHAR, codePoint, stroke.isCtrlDown(), stroke.isAltDown(), false);
  }

  private static Key.@Nullable Code code(KeyType type) {
    return switch (type) {
      case Escape -> Key.Code.ESC;
      case Backspace -> Key.Code.BACKSPACE;
      case ArrowLeft -> Key.Code.LEFT;
      case ArrowRight -> Key.Code.RIGHT;
      case ArrowUp -> Key.Code.UP;
      case ArrowDown -> Key.Code.DOWN;
      case Insert -> Key.Code.INSERT;
      case Delete -> Key.Code.DELETE;
      case Home -> Key.Code.HOME;
      case End -> Key.Code.END;
      case PageUp -> Key.Code.PAGE_UP;
      case PageDown -> Key.Code.PAGE_DOWN;
      case Tab, ReverseTab -> Key.Code.TAB;
      case Enter -> Key.Code.ENTER;
      case F1 -> Key.Code.F1;
      case F2 -> Key.Code.F2;
      case F3 -> Key.Code.F3;
      case F4 -> Key.Code.F4;
      case F5 -> Key.Code.F5;
      default -> null;
    };
  }
}
