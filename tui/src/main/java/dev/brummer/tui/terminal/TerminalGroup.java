package dev.brummer.tui.terminal;

import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.ColourDepth;
import dev.brummer.tui.paint.Theme;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The terminals that show the UI: none, one or several, all with the same picture.
///
/// The picture has the size of the smallest terminal. Each terminal has its own shown frame, colour
/// depth and colours, so a slow one skips frames without holding up the others. What belongs to a
/// person (clipboard, suspend, editor, detach) goes to the active terminal: the one with the latest
/// input, at first the newest. Without terminals the last size stays.
///
/// A terminal that fails is reported to `onLost` and stays in the group until [#remove]. Confined
/// to the `tui` thread, except [#printStream] and [#close].
public final class TerminalGroup implements AutoCloseable {
  private static final int DEFAULT_COLUMNS = 120;
  private static final int DEFAULT_ROWS = 36;

  private final Consumer<TerminalController> onLost;
  private final Runnable onReady;
  private final List<TerminalController> terminals = new CopyOnWriteArrayList<>();
  private @Nullable TerminalController active;
  private Theme theme;
  private boolean mouseMotion;
  private int columns = DEFAULT_COLUMNS;
  private int rows = DEFAULT_ROWS;
  private volatile boolean closed;

  /// @param onLost receives a terminal that has failed; must not change the group
  /// @param onReady called on any thread when a terminal that has missed a frame can take one
  public TerminalGroup(Theme theme, Consumer<TerminalController> onLost, Runnable onReady) {
    this.theme = theme;
    this.onLost = onLost;
    this.onReady = onReady;
  }

  /// Adds a terminal, makes it the active one and enters the UI on it.
  ///
  /// @throws IOException if the terminal is gone; the group is unchanged
  public void add(TerminalController terminal) throws IOException {
    terminal.theme(theme);
    terminal.mouseMotion(mouseMotion);
    terminal.terminal().onReady(onReady);
    terminal.reacquire();
    terminals.add(terminal);
    active = terminal;
    if (closed) {
      terminal.close();
    }
  }

  /// Removes a terminal, restored as far as it still exists.
  public void remove(TerminalController terminal) {
    if (terminals.remove(terminal)) {
      attempt(terminal, TerminalController::leave, false);
    }
    if (active == terminal) {
      active = terminals.isEmpty() ? null : terminals.getLast();
    }
  }

  public boolean contains(TerminalController terminal) {
    return terminals.contains(terminal);
  }

  /// Whether no terminal shows the UI.
  public boolean isHidden() {
    for (TerminalController terminal : terminals) {
      if (terminal.isShown()) {
        return false;
      }
    }
    return true;
  }

  /// The terminal with the latest input, null without terminals.
  public @Nullable TerminalController active() {
    return active;
  }

  /// Makes a terminal of the group the active one.
  public void activate(TerminalController terminal) {
    if (active != terminal && terminals.contains(terminal)) {
      active = terminal;
    }
  }

  /// Reads the sizes again.
  ///
  /// @param changed whether terminals of this process may have changed
  public void refreshSize(boolean changed) {
    int width = Integer.MAX_VALUE;
    int height = Integer.MAX_VALUE;
    for (TerminalController terminal : terminals) {
      if (terminal.isShown()) {
        if (changed) {
          attempt(terminal, TerminalController::refreshSize, true);
        }
        width = Math.min(width, terminal.columns());
        height = Math.min(height, terminal.rows());
      }
    }
    if (width != Integer.MAX_VALUE) {
      columns = width;
      rows = height;
    }
  }

  public int columns() {
    return columns;
  }

  public int rows() {
    return rows;
  }

  /// Whether the picture may contain ASCII only.
  public boolean isAscii() {
    for (TerminalController terminal : terminals) {
      if (terminal.isAscii()) {
        return true;
      }
    }
    return false;
  }

  /// Shows the canvas on every terminal that is ready for it; for the others, `onReady` is called
  /// when they can take a frame again.
  ///
  /// @return number of bytes written
  public int paint(Canvas canvas) {
    int all = 0;
    for (TerminalController terminal : terminals) {
      try {
        all += terminal.paint(canvas);
      } catch (IOException lost) {
        onLost.accept(terminal);
      }
    }
    return all;
  }

  /// Discards the shown frames: the next one is written in full.
  public void invalidate() {
    terminals.forEach(TerminalController::invalidate);
  }

  public void theme(Theme selected) {
    theme = selected;
    terminals.forEach(terminal -> terminal.theme(selected));
  }

  /// Whether the active terminal shows colours.
  public boolean hasColours() {
    TerminalController terminal = active;
    return terminal == null || terminal.colourDepth() != ColourDepth.NONE;
  }

  /// Background of the active terminal as 0xRRGGBB, negative if unknown.
  public int background() {
    TerminalController terminal = active;
    return terminal == null ? -1 : terminal.background();
  }

  /// Records a colour that a terminal has reported, see [TerminalController#colourReported].
  public void colourReported(TerminalController terminal, int index, int colour) {
    terminal.colourReported(index, colour);
  }

  /// Records that a terminal has switched to a dark or light background.
  public void backgroundChanged(TerminalController terminal, boolean dark) {
    terminal.backgroundChanged(dark);
  }

  /// Turns mouse reporting of the active terminal on or off.
  ///
  /// @return whether it is on now
  public boolean toggleMouse() {
    TerminalController terminal = active;
    if (terminal != null) {
      attempt(terminal, it -> it.mouse(!it.mouse()), true);
    }
    return terminal != null && terminal.mouse();
  }

  /// Turns reports of motion without a pressed button on or off.
  public void mouseMotion(boolean on) {
    if (on != mouseMotion) {
      mouseMotion = on;
      forAll(terminal -> terminal.mouseMotion(on));
    }
  }

  /// Copies a text to the clipboard of the active terminal.
  public void copyToClipboard(String text) {
    TerminalController terminal = active;
    if (terminal != null) {
      attempt(terminal, it -> it.copyToClipboard(text), true);
    }
  }

  /// Opens a URL in the browser of the person at the active terminal, or copies it to the clipboard
  /// of that terminal if its session has no browser.
  ///
  /// @param browser opens a URL in the session of this process
  /// @return false if it was copied
  public boolean openUrl(String url, Consumer<String> browser) {
    TerminalController terminal = active;
    if (terminal == null || !terminal.isRemote()) {
      browser.accept(url);
      return true;
    }
    try {
      if (terminal.terminal().openUrl(url)) {
        return true;
      }
      terminal.copyToClipboard(url);
    } catch (IOException lost) {
      onLost.accept(terminal);
    }
    return false;
  }

  /// Shows the normal screen of every terminal, see [#printStream].
  public void showNormalScreen() {
    forAll(TerminalController::showNormalScreen);
  }

  public void showAlternateScreen() {
    forAll(TerminalController::showAlternateScreen);
  }

  /// A stream of text for the normal screens, with escape sequences already checked. Any thread.
  public OutputStream printStream() {
    return new PrintStream();
  }

  private final class PrintStream extends OutputStream {
    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      byte[] part = from == 0 ? bytes : java.util.Arrays.copyOfRange(bytes, from, from + count);
      for (TerminalController terminal : terminals) {
        try {
          terminal.print(part, count);
        } catch (IOException lost) {
          onLost.accept(terminal);
        }
      }
    }
  }

  /// Leaves the active terminal and stops the program that shows it. If that is this program and
  /// others show the UI, too, it goes on without the terminal instead: stopping it would freeze the
  /// others.
  ///
  /// @param line shown on a terminal that is detached
  /// @return whether the terminal shows the UI again; if not, it reports [InputEvent.Resumed]
  ///   later, or has been detached
  public boolean suspend(String line) throws IOException {
    TerminalController terminal = active;
    if (terminal == null) {
      return false;
    }
    if (!terminal.isRemote() && isShownElsewhere(terminal)) {
      if (terminal.terminal().isJob()) {
        detachActive(line);
      }
      return false;
    }
    terminal.leave();
    boolean continued = terminal.terminal().suspend();
    if (continued) {
      terminal.enter();
    }
    return continued;
  }

  private boolean isShownElsewhere(TerminalController terminal) {
    for (TerminalController other : terminals) {
      if (other != terminal && other.isShown()) {
        return true;
      }
    }
    return false;
  }

  /// Shows the UI again on a terminal that another program may have used.
  public void resume(TerminalController terminal) {
    attempt(
        terminal,
        it -> {
          it.leave();
          it.enter();
        },
        true);
  }

  /// Gives the active terminal to a program until it ends; the other terminals go on.
  ///
  /// @param onEnd called on a virtual thread with the terminal to [#reacquire], and with the
  ///   failure to start the program or null
  public void runProgram(List<String> command, Path directory, ProgramEnd onEnd)
      throws IOException {
    TerminalController terminal = active;
    if (terminal != null) {
      terminal.runProgram(command, directory, failure -> onEnd.ended(terminal, failure));
    }
  }

  /// Receives the end of a program that ran on a terminal.
  @FunctionalInterface
  public interface ProgramEnd {
    void ended(TerminalController terminal, @Nullable IOException failure);
  }

  /// Shows the UI again after [#runProgram].
  public void reacquire(TerminalController terminal) {
    attempt(terminal, TerminalController::reacquire, true);
  }

  /// Removes the active terminal and gives it back to the user, with a line of text.
  ///
  /// @return the removed terminal, null if there was none
  public @Nullable TerminalController detachActive(String line) {
    TerminalController terminal = active;
    if (terminal != null) {
      attempt(terminal, TerminalController::release, false);
      remove(terminal);
      byte[] bytes = (line + "\r\n").getBytes(StandardCharsets.UTF_8);
      attempt(
          terminal,
          it -> {
            if (!it.isRemote()) {
              it.terminal().write(bytes, bytes.length);
            }
            it.detach();
          },
          false);
    }
    return terminal;
  }

  /// A step that fails when the terminal is gone.
  private interface Step {
    void run(TerminalController terminal) throws IOException;
  }

  private void forAll(Step step) {
    terminals.forEach(terminal -> attempt(terminal, step, true));
  }

  private void attempt(TerminalController terminal, Step step, boolean report) {
    try {
      step.run(terminal);
    } catch (IOException lost) {
      if (report) {
        onLost.accept(terminal);
      }
    }
  }

  /// Restores all terminals for good. Idempotent. Any thread.
  @Override
  public void close() {
    closed = true;
    for (TerminalController terminal : new ArrayList<>(terminals)) {
      attempt(terminal, TerminalController::close, false);
    }
  }
}
