package dev.brummer.tui.model;

import org.jspecify.annotations.Nullable;

/// How far the details below a list are scrolled. Those of another thing begin at their top.
public final class DetailScroll {
  private @Nullable Object subject;
  private int top;
  private int rows;
  private int height;

  /// Told while painting.
  ///
  /// @param thing whose details they are
  /// @return the first row in view
  public int update(Object thing, int allRows, int inView) {
    if (!thing.equals(subject)) {
      subject = thing;
      top = 0;
    }
    rows = allRows;
    height = inView;
    top = Math.clamp(top, 0, Math.max(0, rows - height));
    return top;
  }

  public void move(int by) {
    top = Math.clamp((long) top + by, 0, Math.max(0, rows - height));
  }

  /// Whether there is more of it than can be seen at once.
  public boolean isScrollable() {
    return rows > height;
  }

  /// Nothing is shown in detail now.
  public void reset() {
    subject = null;
    rows = 0;
  }
}
