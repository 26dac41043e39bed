package dev.brummer.tui.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line for someone who sees the UI for the first time: how to start a process, then where to
/// look. Showing a view once a process has been started ends it; Esc leaves it at any time.
/// Confined to the thread `tui`.
public final class FirstSteps {
  /// The same in rows of the help.
  public static final List<String> HELP =
      List.of(
          "select with ↑ ↓, start with Enter; x stops it",
          "1 shows the log, 3 the URLs; o opens the page",
          "q stops all and quits");

  private static final String START =
      "Select with ↑ ↓, start with Enter · 1 to 7: views · ? all keys";

  private static final String LOOK = "1 shows the log, 3 the URLs, o opens the page · q stops all";

  private boolean active;
  private boolean started;

  public void begin() {
    active = true;
  }

  /// @return false if no line was shown
  public boolean leave() {
    boolean was = active;
    active = false;
    return was;
  }

  public boolean isActive() {
    return active;
  }

  /// A process has been started.
  void started() {
    started = true;
  }

  /// A view is shown on request.
  void shown() {
    active &= !started;
  }

  /// The line of the current step, null if there is none.
  public @Nullable String text() {
    return active ? started ? LOOK : START : null;
  }
}
