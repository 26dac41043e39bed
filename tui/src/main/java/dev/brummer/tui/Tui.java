package dev.brummer.tui;

import dev.brummer.engine.Engine;
import dev.brummer.engine.event.Overflow;
import dev.brummer.engine.event.Subscription;
import dev.brummer.tui.model.Lines;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.paint.Screen;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// The terminal UI: subscribes to events, shows what the engine knows, hands keys down as calls.
public final class Tui implements AutoCloseable {
  private static final int MAILBOX = 8192;

  private final Engine engine;
  private final TuiSettings settings;
  private final Inbox inbox = new Inbox();
  private @Nullable Screen screen;

  public Tui(Engine engine, TuiSettings settings) {
    this.engine = engine;
    this.settings = settings;
  }

  /// Runs on the calling thread, which becomes the thread `tui`, until the person has quit and all
  /// children have ended, or [#close].
  ///
  /// @return the exit code
  /// @throws UncheckedIOException if there is no terminal
  public int run() {
    Thread.currentThread().setName("tui");
    Model model =
        new Model(settings.project(), settings.clock().getZone(), Lines.of(engine.logs()));
    try (Screen terminal = Screen.ofProgram(settings.mouse());
        Subscription subscription =
            engine.bus().subscribeAll("TUI", Overflow.CONFLATE, MAILBOX, inbox)) {
      synchronized (this) {
        screen = terminal;
      }
      terminal.enter();
      Screen.onResize(() -> inbox.offer(new Msg.Repaint()));
      KeyThread.start(terminal, inbox);
      engine.processes().watchResources(true);
      model.processes(engine.processes().snapshot());
      new Loop(engine, settings, model, inbox, terminal).run();
      return 0;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /// Gives the terminal back and ends [#run]. Idempotent, from any thread, a shutdown hook too.
  @Override
  public synchronized void close() {
    inbox.offer(new Msg.Close());
    if (screen != null) {
      try {
        screen.close();
      } catch (IOException gone) {
        throw new UncheckedIOException(gone);
      }
    }
  }
}
