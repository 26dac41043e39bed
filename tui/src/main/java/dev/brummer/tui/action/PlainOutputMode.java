package dev.brummer.tui.action;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.paint.CellDiff;
import dev.brummer.tui.terminal.TerminalController;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Shows plain output on the terminal's normal screen, where the terminal's own selection and
/// scrolling work; the next key returns to the UI. Confined to the thread `tui`.
public final class PlainOutputMode {
  private final Model model;
  private final TerminalController terminalController;
  private final CellDiff diff;
  private final Supplier<AutoCloseable> startOutput;
  private final Consumer<Event> failures;
  private @Nullable AutoCloseable open;

  public PlainOutputMode(
      Model model,
      TerminalController screen,
      CellDiff diff,
      Supplier<AutoCloseable> startOutput,
      Consumer<Event> failures) {
    this.model = model;
    this.terminalController = screen;
    this.diff = diff;
    this.startOutput = startOutput;
    this.failures = failures;
  }

  void enter() throws IOException {
    if (open == null) {
      terminalController.showNormalScreen();
      model.plainOutput(true);
      open = startOutput.get();
    }
  }

  public void leave() throws IOException {
    AutoCloseable output = open;
    open = null;
    model.plainOutput(false);
    if (output != null) {
      close(output);
      terminalController.showAlternateScreen();
      diff.invalidate();
    }
  }

  private void close(AutoCloseable output) {
    try {
      output.close();
    } catch (Exception failure) {
      failures.accept(Event.InternalFailure.of("plain output", failure, model.now()));
    }
  }
}
