package dev.brummer.tui;

import dev.brummer.tui.paint.Screen;
import dev.brummer.tui.paint.Typed;
import java.io.IOException;

/// The thread `keys`: reads the terminal, so that its decoder may take its time.
final class KeyThread {
  private KeyThread() {}

  static void start(Screen screen, Inbox inbox) {
    Thread.ofPlatform().name("keys").daemon().start(() -> read(screen, inbox));
  }

  private static void read(Screen screen, Inbox inbox) {
    try {
      while (true) {
        Typed typed = Typed.of(screen.read());
        inbox.offer(new Msg.Input(typed));
        if (typed instanceof Typed.End) {
          return;
        }
      }
    } catch (IOException gone) {
      inbox.offer(new Msg.Input(new Typed.End()));
    }
  }
}
