package dev.brummer.tui.model;

import org.jspecify.annotations.Nullable;

/// Scroll position of the detail pane; a new subject starts at the top.
public final class DetailScroll {
  private @Nullable Object subject;
  private int top;
  private int rows;
  private int height;

  /// Updates the scroll range; called while painting.
  ///
  /// @param thing the subject whose details are shown
  /// @return the first visible row
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

  /// Whether the details exceed the visible rows.
  public boolean isScrollable() {
    return rows > height;
  }

  /// Clears the subject when no details are shown.
  public void reset() {
    subject = null;
    rows = 0;
  }
}
