package dev.brummer.tui.paint;

/// Where things stand on a screen of a given size: a pure function.
///
/// From [#WIDE] columns on, the processes stand left of the main pane. Below, they fold into a
/// strip of one row; while they have the focus they take the main pane's place. A zoomed pane takes
/// all between header and footer. Below [#MIN_WIDTH] x [#MIN_HEIGHT] nothing is laid out.
///
/// @param strip one row with all processes, or nothing
/// @param left box of the processes, or nothing
/// @param main box of the view, or nothing
public record Layout(Rect header, Rect strip, Rect left, Rect main, Rect footer) {
  public static final int WIDE = 90;
  public static final int MIN_WIDTH = 40;
  public static final int MIN_HEIGHT = 10;
  private static final int LEFT_MIN = 36;
  private static final int LEFT_MAX = 52;

  /// @param onLeft the processes have the focus
  public static Layout of(int width, int height, boolean onLeft, boolean zoomed) {
    Rect header = new Rect(0, 0, width, 1);
    Rect footer = new Rect(0, height - 1, width, 1);
    Rect body = new Rect(0, 1, width, height - 2);
    if (zoomed) {
      return onLeft
          ? new Layout(header, Rect.NOTHING, body, Rect.NOTHING, footer)
          : new Layout(header, Rect.NOTHING, Rect.NOTHING, body, footer);
    }
    if (width < WIDE) {
      Rect rest = body.below(1);
      return onLeft
          ? new Layout(header, body.top(1), rest, Rect.NOTHING, footer)
          : new Layout(header, body.top(1), Rect.NOTHING, rest, footer);
    }
    int left = Math.clamp(width * 32L / 100, LEFT_MIN, LEFT_MAX);
    return new Layout(
        header,
        Rect.NOTHING,
        new Rect(0, 1, left, height - 2),
        new Rect(left, 1, width - left, height - 2),
        footer);
  }

  /// Whether a screen of this size is worth painting.
  public static boolean fits(int width, int height) {
    return width >= MIN_WIDTH && height >= MIN_HEIGHT;
  }
}
