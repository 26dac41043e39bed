package dev.brummer.tui.paint;

/// Screen areas for a given terminal size. A pure function.
///
/// At [#MIN_SPLIT_WIDTH] columns and above, the process list is placed left of the main pane.
/// Below, it collapses into a strip of one row; while it has the focus, it replaces the main pane.
/// A zoomed pane fills everything between header and footer. Below [#MIN_WIDTH] x [#MIN_HEIGHT]
/// there is no layout.
///
/// @param strip one row with all processes, or empty
/// @param left box of the process list, or empty
/// @param main box of the active view, or empty
public record Layout(Rect header, Rect strip, Rect left, Rect main, Rect footer) {
  public static final int MIN_SPLIT_WIDTH = 90;
  public static final int MIN_WIDTH = 40;
  public static final int MIN_HEIGHT = 10;
  private static final int MIN_LEFT_WIDTH = 36;
  private static final int MAX_LEFT_WIDTH = 52;

  /// @param processesFocused whether the process list has the focus
  public static Layout of(int width, int height, boolean processesFocused, boolean zoomed) {
    Rect header = new Rect(0, 0, width, 1);
    Rect footer = new Rect(0, height - 1, width, 1);
    Rect body = new Rect(0, 1, width, height - 2);
    if (zoomed) {
      return processesFocused
          ? new Layout(header, Rect.EMPTY, body, Rect.EMPTY, footer)
          : new Layout(header, Rect.EMPTY, Rect.EMPTY, body, footer);
    }
    if (width < MIN_SPLIT_WIDTH) {
      Rect rest = body.below(1);
      return processesFocused
          ? new Layout(header, body.top(1), rest, Rect.EMPTY, footer)
          : new Layout(header, body.top(1), Rect.EMPTY, rest, footer);
    }
    int left = Math.clamp(width * 32L / 100, MIN_LEFT_WIDTH, MAX_LEFT_WIDTH);
    return new Layout(
        header,
        Rect.EMPTY,
        new Rect(0, 1, left, height - 2),
        new Rect(left, 1, width - left, height - 2),
        footer);
  }

  /// Whether the screen is large enough for a layout.
  public static boolean fits(int width, int height) {
    return width >= MIN_WIDTH && height >= MIN_HEIGHT;
  }
}
