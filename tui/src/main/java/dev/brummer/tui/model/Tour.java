package dev.brummer.tui.model;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A tour of the views in five steps. Showing the view of the next step moves on to it; other views
/// do not matter. Esc leaves it at any time. Confined to the `tui` thread.
public final class Tour {
  /// A step: what its view is for, and the key that shows the next one.
  private record Step(Tab tab, String text) {}

  private static final List<Step> STEPS =
      List.of(
          new Step(Tab.LOGS, "all output in one log; / searches it, f filters it. 2: the error"),
          new Step(Tab.ERRORS, "the failed test; Enter shows its lines. o opens the shop, then 4"),
          new Step(Tab.REQUESTS, "what the page asked for; Enter shows the server's lines. Then 5"),
          new Step(Tab.PAGES, "what happened in the browser; Enter lists the events. Then 6"),
          new Step(Tab.AGENTS, "what coding agents do, after brummer mcp install. That was it"));

  private int step;
  private boolean active;

  public void begin() {
    step = 0;
    active = true;
  }

  /// @return false if no tour was active
  public boolean leave() {
    boolean was = active;
    active = false;
    return was;
  }

  /// Moves on if this is the view of the next step.
  void shown(Tab tab) {
    if (active && step + 1 < STEPS.size() && STEPS.get(step + 1).tab() == tab) {
      step++;
    }
  }

  /// The line of the current step, such as `tour 1/5: all output …`; null if no tour is active.
  public @Nullable String text() {
    return active
        ? String.format(
            Locale.ROOT, "tour %d/%d: %s", step + 1, STEPS.size(), STEPS.get(step).text())
        : null;
  }
}
