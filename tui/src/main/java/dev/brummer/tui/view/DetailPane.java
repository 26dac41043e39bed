package dev.brummer.tui.view;

import dev.brummer.engine.text.TextWidth;
import dev.brummer.tui.model.DetailScroll;
import dev.brummer.tui.paint.Rect;
import dev.brummer.tui.paint.StyledText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Details of the selected item, shown below its list. Rows are collected first and then painted
/// from the scroll position. Long texts wrap, so nothing is truncated. Reused for every frame.
final class DetailPane {
  private static final int NAME_WIDTH = 22;

  /// @param mark glyph before the row, 0 for none
  private record DetailRow(
      char mark,
      long markStyle,
      String name,
      String text,
      @Nullable StyledText styled,
      int from,
      int to,
      long style) {}

  private final List<DetailRow> rows = new ArrayList<>();
  private int columns = 1;

  /// Removes all rows and sets the width of the area.
  void reset(int width) {
    rows.clear();
    columns = Math.max(12, width - 4);
  }

  /// Adds a heading.
  void heading(String text) {
    line(text, Styles.ACCENT);
  }

  void line(String text, long style) {
    addWrapped("", text, columns, style);
  }

  /// Adds a name and its value. The name is shown on the first row only.
  void field(String name, String value) {
    addWrapped(name, value, columns - NAME_WIDTH, Styles.PLAIN);
  }

  private void addWrapped(String name, String text, int room, long style) {
    String shown = name;
    for (String part : text.isEmpty() ? List.of("") : text.lines().toList()) {
      String rest = part.replace("\t", "  ");
      do {
        int end = wordEnd(rest, Math.max(8, room));
        rows.add(new DetailRow('\0', 0, shown, rest.substring(0, end), null, 0, 0, style));
        rest = rest.substring(end);
        shown = name.isEmpty() ? "" : " ";
      } while (!rest.isEmpty());
    }
  }

  /// Prefers the last blank in the second half of a row, then the last slash, as
  /// [StyledText#wordEnd] does.
  private static int wordEnd(String text, int room) {
    int end = rowEnd(text, room);
    if (end == text.length()) {
      return end;
    }
    if (text.charAt(end) == ' ') {
      return end + 1;
    }
    int blank = text.lastIndexOf(' ', end - 1);
    int last = blank > end / 2 ? blank : text.lastIndexOf('/', end - 1);
    return last > end / 2 ? last + 1 : end;
  }

  private static int rowEnd(String text, int room) {
    int width = 0;
    for (int at = 0; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      width += TextWidth.of(codePoint);
      if (width > room && at > 0) {
        return at;
      }
      at += Character.charCount(codePoint);
    }
    return text.length();
  }

  /// Adds a log line in its own colours, wrapped.
  ///
  /// @param mark glyph before each of its rows
  void logLine(char mark, long markStyle, StyledText text) {
    int from = 0;
    do {
      int end = text.wordEnd(from, columns);
      rows.add(new DetailRow(mark, markStyle, "", "", text, from, end, Styles.PLAIN));
      from = end;
    } while (from < text.length());
  }

  void blank() {
    line("", Styles.PLAIN);
  }

  /// Paints the rows under a titled rule.
  ///
  /// @param subject the item the details belong to; a new subject resets the scroll position
  void paint(ViewCanvas viewCanvas, Rect area, String title, DetailScroll scroll, Object subject) {
    if (area.height() < 2) {
      scroll.reset();
      return;
    }
    viewCanvas.rule(area, area.y(), title);
    Rect rest = area.below(1);
    int top = scroll.update(subject, rows.size(), rest.height());
    for (int i = 0; i < rest.height() && top + i < rows.size(); i++) {
      paintRow(viewCanvas, rest, rest.y() + i, rows.get(top + i));
    }
    paintMoreHint(viewCanvas, area, rows.size() - top - rest.height());
  }

  private static void paintMoreHint(ViewCanvas viewCanvas, Rect area, int below) {
    if (below > 0) {
      String text = " " + below + " more · J ";
      viewCanvas.canvas.textRight(area.x(), area.y(), area.right() - 1, text, Styles.KEY);
    }
  }

  private static void paintRow(ViewCanvas viewCanvas, Rect area, int y, DetailRow row) {
    int x = area.x() + 1;
    if (row.mark() != '\0') {
      viewCanvas.canvas.put(x, y, row.mark(), row.markStyle());
      x += 2;
    }
    StyledText styled = row.styled();
    if (styled != null) {
      viewCanvas.canvas.styled(x, y, area.right(), styled, row.from(), row.to());
    } else if (row.name().isEmpty()) {
      viewCanvas.text(area, x, y, row.text(), row.style());
    } else {
      viewCanvas.canvas.text(x + 2, y, x + NAME_WIDTH - 1, row.name(), Styles.MUTED);
      viewCanvas.text(area, x + NAME_WIDTH, y, row.text(), row.style());
    }
  }
}
