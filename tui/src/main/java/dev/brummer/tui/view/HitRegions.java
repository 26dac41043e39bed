package dev.brummer.tui.view;

import dev.brummer.tui.paint.Rect;
import dev.brummer.tui.paint.StyledText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Maps screen cells to the elements painted there, for mouse clicks. Regions are collected while
/// painting; later ones lie on top. Reused for every frame.
public final class HitRegions {
  private static final RegionKind[] KINDS = RegionKind.values();

  /// Kind of a region. The argument identifies the element.
  public enum RegionKind {
    NONE,
    /// The process list.
    PROCESSES,
    /// A process; the argument is its index in the list.
    PROCESS,
    /// The active view.
    MAIN,
    /// A tab; the argument is its number.
    TAB,
    /// A row of the active view; the argument is its index in the list.
    ROW,
    /// A log line; the argument is its number.
    LINE,
    /// A clickable URL; the argument is its index, see [#link].
    LINK,
    /// The screen of an interactive process; the argument packs column and row of its first cell,
    /// see [HitRegions#column].
    SCREEN,
    /// A row of an overlay; the argument is its index.
    ENTRY,
    /// An overlay.
    OVERLAY
  }

  private int[] bounds = new int[5 * 64];
  private long[] arguments = new long[64];
  private @Nullable StyledText[] texts = new StyledText[64];
  private int[] textStarts = new int[64];
  private final List<String> links = new ArrayList<>();
  private int count;

  void reset() {
    count = 0;
    links.clear();
  }

  /// Number of regions; an argument for [#truncate].
  int count() {
    return count;
  }

  /// Removes all regions from index `number` on. None of them may be a link.
  void truncate(int number) {
    count = number;
  }

  /// Adds a URL on one row.
  void link(String url, int x, int y, int width) {
    add(RegionKind.LINK, links.size(), x, y, width, 1);
    links.add(url);
  }

  /// Returns the URL of a hit of kind [RegionKind#LINK].
  public String link(Hit hit) {
    return links.get((int) hit.argument());
  }

  void add(RegionKind kind, long argument, Rect area) {
    add(kind, argument, area.x(), area.y(), area.width(), area.height());
  }

  void add(RegionKind kind, long argument, int x, int y, int width, int height) {
    if (count == arguments.length) {
      bounds = Arrays.copyOf(bounds, 2 * bounds.length);
      arguments = Arrays.copyOf(arguments, 2 * count);
      texts = Arrays.copyOf(texts, 2 * count);
      textStarts = Arrays.copyOf(textStarts, 2 * count);
    }
    int at = 5 * count;
    texts[count] = null;
    bounds[at] = kind.ordinal();
    bounds[at + 1] = x;
    bounds[at + 2] = y;
    bounds[at + 3] = x + width;
    bounds[at + 4] = y + height;
    arguments[count++] = argument;
  }

  /// Adds one row of a log line, starting at its character `from`.
  void addText(long line, StyledText text, int from, int x, int y, int width) {
    add(RegionKind.LINE, line, x, y, width, 1);
    texts[count - 1] = text;
    textStarts[count - 1] = from;
  }

  /// Returns the topmost region at a cell.
  public Hit hitAt(int x, int y) {
    for (int i = count - 1; i >= 0; i--) {
      if (area(i).contains(x, y)) {
        StyledText text = texts[i];
        int index = text == null ? -1 : text.indexAt(textStarts[i], x - area(i).x());
        return new Hit(KINDS[bounds[5 * i]], arguments[i], text, index);
      }
    }
    return new Hit(RegionKind.NONE, 0, null, -1);
  }

  /// Returns the pane or overlay at a cell, or [Rect#EMPTY].
  public Rect paneAt(int x, int y) {
    for (int i = count - 1; i >= 0; i--) {
      RegionKind kind = KINDS[bounds[5 * i]];
      boolean pane =
          kind == RegionKind.MAIN || kind == RegionKind.PROCESSES || kind == RegionKind.OVERLAY;
      if (pane && area(i).contains(x, y)) {
        return area(i);
      }
    }
    return Rect.EMPTY;
  }

  private Rect area(int i) {
    int at = 5 * i;
    return new Rect(
        bounds[at + 1],
        bounds[at + 2],
        bounds[at + 3] - bounds[at + 1],
        bounds[at + 4] - bounds[at + 2]);
  }

  static long packCell(int x, int y) {
    return (long) y << 32 | x;
  }

  /// Unpacks the column of a packed cell.
  public static int column(long argument) {
    return (int) argument;
  }

  public static int row(long argument) {
    return (int) (argument >>> 32);
  }

  /// The element under the mouse.
  ///
  /// @param text text of the log line under the mouse, or null
  /// @param index index of the character under the mouse
  public record Hit(RegionKind kind, long argument, @Nullable StyledText text, int index) {}
}
