package dev.brummer.tui.model;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A tour of the views in five steps. Showing the view of the next step moves on to it; other views
/// do not matter. Esc leaves it at any time. Confined to the `tui` thread.
public final class Tour {
  /// A step: what its view is for, and the key that shows the next one.
  ///
  /// @param empty the text as long as the view shows nothing, because no page has been opened
  private record Step(Tab tab, String text, String empty) {
    Step(Tab tab, String text) {
      this(tab, text, text);
    }
  }

  private static final List<Step> STEPS =
      List.of(
          new Step(Tab.LOGS, "all output in one log; / searches it. 2: the error"),
          new Step(Tab.ERRORS, "the failed test. o opens the shop: click Buy. Then 4"),
          new Step(
              Tab.REQUESTS,
              "requests of the page; Enter: the server's lines. Then 5",
              "no request yet: o opens the shop, click Buy. Then 5"),
          new Step(
              Tab.PAGES,
              "the page and its error; Enter lists the events. Then 6",
              "no page yet: o opens the shop, click Buy. Then 6"),
          new Step(Tab.AGENTS, "calls of coding agents, after brummer mcp install"));

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

  public boolean isActive() {
    return active;
  }

  /// The line of the current step, such as `tour 1/5: all output …`; null if no tour is active.
  ///
  /// @param pageOpened whether a page has been opened through the proxy
  public @Nullable String text(boolean pageOpened) {
    if (!active) {
      return null;
    }
    Step current = STEPS.get(step);
    String text = pageOpened ? current.text() : current.empty();
    return String.format(Locale.ROOT, "tour %d/%d: %s", step + 1, STEPS.size(), text);
  }
}
