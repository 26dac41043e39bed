package dev.brummer.tui.action;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.paint.CellDiff;
import dev.brummer.tui.terminal.TerminalScreen;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Steps aside for plain output on the terminal's own screen, where its own selection and scrolling
/// work, and comes back with the next key. Confined to the thread `tui`.
public final class PlainOutputMode {
  private final Model model;
  private final TerminalScreen screen;
  private final CellDiff diff;
  private final Supplier<AutoCloseable> startOutput;
  private final Consumer<Event> failures;
  private @Nullable AutoCloseable open;

  public PlainOutputMode(
      Model model,
      TerminalScreen screen,
      CellDiff diff,
      Supplier<AutoCloseable> printing,
      Consumer<Event> faults) {
    this.model = model;
    this.screen = screen;
    this.diff = diff;
    this.startOutput = printing;
    this.failures = faults;
  }

  void enter() throws IOException {
    if (open == null) {
      screen.showNormalScreen();
      model.plainOutput(true);
      open = startOutput.get();
    }
  }

  public void leave() throws IOException {
    AutoCloseable was = open;
    open = null;
    model.plainOutput(false);
    if (was != null) {
      close(was);
      screen.showAlternateScreen();
      diff.invalidate();
    }
  }

  private void close(AutoCloseable was) {
    try {
      was.close();
    } catch (Exception broken) {
      failures.accept(
          new Event.InternalFailure("plain output", broken.toString(), broken, model.now()));
    }
  }
}
