package dev.brummer.tui.action;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.terminal.TerminalGroup;
import java.io.OutputStream;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Shows plain output on the normal screen of the terminals, where the terminal's own selection and
/// scrolling work; the next key returns to the UI. Confined to the thread `tui`.
public final class PlainOutputMode {
  private final Model model;
  private final TerminalGroup terminals;
  private final Function<OutputStream, AutoCloseable> startOutput;
  private final Consumer<Event> failures;
  private @Nullable AutoCloseable open;

  public PlainOutputMode(
      Model model,
      TerminalGroup terminals,
      Function<OutputStream, AutoCloseable> startOutput,
      Consumer<Event> failures) {
    this.model = model;
    this.terminals = terminals;
    this.startOutput = startOutput;
    this.failures = failures;
  }

  void enter() {
    if (open == null) {
      terminals.showNormalScreen();
      model.plainOutput(true);
      open = startOutput.apply(terminals.printStream());
    }
  }

  public void leave() {
    AutoCloseable output = open;
    open = null;
    model.plainOutput(false);
    if (output != null) {
      close(output);
      terminals.showAlternateScreen();
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
