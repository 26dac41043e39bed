package dev.brummer.tui.view;

import dev.brummer.tui.paint.Rect;
import dev.brummer.tui.paint.StyledText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a click means where, gathered while painting; the last one painted lies on top. Reused from
/// frame to frame.
public final class HitRegions {
  private static final RegionKind[] KINDS = RegionKind.values();

  /// What lies there; the argument says which one.
  public enum RegionKind {
    NONE,
    /// The list of processes.
    PROCESSES,
    /// A process, by its place in the list.
    PROCESS,
    /// The view.
    MAIN,
    /// A tab, by its number.
    TAB,
    /// A row of the view, by its place in the list.
    ROW,
    /// A line of the log, by its number.
    LINE,
    /// A URL that a click opens, by its place among [#link]s.
    LINK,
    /// The screen of a process: column and row of its first cell, see [HitRegions#column].
    SCREEN,
    /// A row of an overlay.
    ENTRY,
    /// The overlay itself.
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

  /// How many there are; [#truncate] goes back there.
  int count() {
    return count;
  }

  /// Forgets those that were added since, none of which is a link.
  void truncate(int number) {
    count = number;
  }

  /// A URL in one row.
  void link(String url, int x, int y, int width) {
    add(RegionKind.LINK, links.size(), x, y, width, 1);
    links.add(url);
  }

  /// The URL of a hit of kind [RegionKind#LINK].
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

  /// The part of a line of the log, from its character `from` on, that one row shows.
  void addText(long line, StyledText text, int from, int x, int y, int width) {
    add(RegionKind.LINE, line, x, y, width, 1);
    texts[count - 1] = text;
    textStarts[count - 1] = from;
  }

  /// What lies at a cell.
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

  /// The pane or overlay that a cell is in, [Rect#EMPTY] if in none.
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

  /// The column of a first cell.
  public static int column(long argument) {
    return (int) argument;
  }

  public static int row(long argument) {
    return (int) (argument >>> 32);
  }

  /// Something under the mouse.
  ///
  /// @param text the text of a line of the log, if the pointer is on it
  /// @param index of the character in it
  public record Hit(RegionKind kind, long argument, @Nullable StyledText text, int index) {}
}
