package dev.brummer.tui.view;

import dev.brummer.tui.model.list.ListCursor;
import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.PackedStyle;
import dev.brummer.tui.paint.Rect;
import java.util.List;

/// Drawing operations shared by the views.
final class ViewCanvas {
  final Canvas canvas;
  final HitRegions hitRegions;

  ViewCanvas(Canvas canvas, HitRegions hitRegions) {
    this.canvas = canvas;
    this.hitRegions = hitRegions;
  }

  /// Draws a text clipped at the right edge of `area`.
  ///
  /// @return the column after the text
  int text(Rect area, int x, int y, String text, long style) {
    return canvas.text(x, y, area.right(), text, style);
  }

  void box(Rect area, boolean focused) {
    canvas.box(area, focused ? Styles.BORDER_FOCUSED : Styles.BORDER);
  }

  /// Draws a title or status into a border, with a blank on both sides.
  ///
  /// @return the column after the text
  int borderText(Rect box, int x, int y, String text, long style) {
    int limit = box.right() - 2;
    if (x + 3 > limit || text.isEmpty()) {
      return x;
    }
    canvas.put(x, y, ' ', PackedStyle.PLAIN);
    int end = canvas.text(x + 1, y, limit - 1, text, style);
    canvas.put(end, y, ' ', PackedStyle.PLAIN);
    return end + 1;
  }

  /// Draws a thin horizontal rule with a title.
  void rule(Rect area, int y, String title) {
    for (int x = area.x(); x < area.right(); x++) {
      canvas.put(x, y, '─', Styles.BORDER);
    }
    canvas.put(area.x() + 1, y, ' ', Styles.PLAIN);
    int end = canvas.text(area.x() + 2, y, area.right() - 1, title, Styles.MUTED);
    canvas.put(end, y, ' ', Styles.PLAIN);
  }

  /// Marks a selected row with a bar at its left and a background that depends on the focus.
  void markSelected(Rect row, boolean focused) {
    if (focused) {
      canvas.restyle(row, Styles::selected);
    } else {
      canvas.restyle(row, Styles::selectedUnfocused);
    }
    canvas.put(row.x(), row.y(), '▌', focused ? Styles.selected(Styles.ACCENT) : Styles.ACCENT);
  }

  /// Draws centred lines into an empty view, the first one emphasised.
  void emptyView(Rect area, List<String> sentences) {
    int y = area.y() + Math.max(0, (area.height() - sentences.size()) / 2);
    for (int i = 0; i < sentences.size() && y < area.bottom(); i++, y++) {
      String sentence = sentences.get(i);
      int width = Math.min(area.width(), dev.brummer.engine.text.TextWidth.of(sentence));
      canvas.text(
          area.x() + (area.width() - width) / 2,
          y,
          area.right(),
          sentence,
          i == 0 ? Styles.STRONG : Styles.MUTED);
    }
  }

  /// Paints one row of a list.
  @FunctionalInterface
  interface RowPainter<T> {
    void paint(T item, Rect row);
  }

  /// Paints the list of a view, see below.
  <T> void rows(
      ListCursor cursor, List<T> items, Rect area, boolean focused, RowPainter<T> painter) {
    rows(cursor, items, area, focused, HitRegions.RegionKind.ROW, painter);
  }

  /// Paints the visible rows of a list, marks the selected one and adds a hit region for each.
  ///
  /// @param kind kind of the hit regions
  <T> void rows(
      ListCursor cursor,
      List<T> items,
      Rect area,
      boolean focused,
      HitRegions.RegionKind kind,
      RowPainter<T> painter) {
    cursor.fit(items.size(), area.height());
    int shown = Math.min(area.height(), items.size() - cursor.top());
    for (int i = 0; i < shown; i++) {
      int index = cursor.top() + i;
      Rect row = new Rect(area.x(), area.y() + i, area.width(), 1);
      painter.paint(items.get(index), row);
      if (index == cursor.selected()) {
        markSelected(row, focused);
      }
      hitRegions.add(kind, index, row);
    }
  }
}
