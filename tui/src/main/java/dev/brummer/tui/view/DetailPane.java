package dev.brummer.tui.view;

import dev.brummer.tui.model.DetailScroll;
import dev.brummer.tui.paint.Rect;
import dev.brummer.tui.paint.StyledText;
import dev.brummer.tui.paint.TextWidth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that is known of the selected thing, below its list: gathered row by row, then painted from
/// where it is scrolled to. Texts that are too long go on in the next row, so nothing is cut.
/// Reused from frame to frame.
final class DetailPane {
  private static final int NAMES = 22;

  /// @param mark in front of it, 0 for none
  private record Row(
      char mark,
      long markStyle,
      String name,
      String text,
      @Nullable StyledText styled,
      int from,
      int to,
      long style) {}

  private final List<Row> rows = new ArrayList<>();
  private int columns = 1;

  /// Begins anew, for an area of that width.
  void begin(int width) {
    rows.clear();
    columns = Math.max(12, width - 4);
  }

  /// A heading.
  void title(String text) {
    line(text, Styles.ACCENT);
  }

  void line(String text, long style) {
    wrapped("", text, columns, style);
  }

  /// A name and what it stands for; the name is not repeated on further rows.
  void field(String name, String value) {
    wrapped(name, value, columns - NAMES, Styles.PLAIN);
  }

  private void wrapped(String name, String text, int room, long style) {
    String shown = name;
    for (String part : text.isEmpty() ? List.of("") : text.lines().toList()) {
      String rest = part.replace("\t", "  ");
      do {
        int end = end(rest, Math.max(8, room));
        rows.add(new Row('\0', 0, shown, rest.substring(0, end), null, 0, 0, style));
        rest = rest.substring(end);
        shown = name.isEmpty() ? "" : " ";
      } while (!rest.isEmpty());
    }
  }

  private static int end(String text, int room) {
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

  /// A line of the log in its own colours.
  ///
  /// @param mark in front of all its rows
  void log(char mark, long markStyle, StyledText text) {
    int from = 0;
    do {
      int end = text.rowEnd(from, columns);
      rows.add(new Row(mark, markStyle, "", "", text, from, end, Styles.PLAIN));
      from = end;
    } while (from < text.length());
  }

  void blank() {
    line("", Styles.PLAIN);
  }

  /// Paints them under a rule.
  ///
  /// @param about whose details they are
  void paint(Painter brush, Rect area, String title, DetailScroll scroll, Object about) {
    if (area.height() < 2) {
      scroll.nothing();
      return;
    }
    Panes.rule(brush, area, area.y(), title);
    Rect rest = area.below(1);
    int top = scroll.settle(about, rows.size(), rest.height());
    for (int i = 0; i < rest.height() && top + i < rows.size(); i++) {
      row(brush, rest, rest.y() + i, rows.get(top + i));
    }
    more(brush, area, rows.size() - top - rest.height());
  }

  private static void more(Painter brush, Rect area, int below) {
    if (below > 0) {
      String text = " " + below + " more · J ";
      brush.canvas.textRight(area.x(), area.y(), area.right() - 1, text, Styles.KEY);
    }
  }

  private static void row(Painter brush, Rect area, int y, Row row) {
    int x = area.x() + 1;
    if (row.mark() != '\0') {
      brush.canvas.put(x, y, row.mark(), row.markStyle());
      x += 2;
    }
    StyledText styled = row.styled();
    if (styled != null) {
      brush.canvas.styled(x, y, area.right(), styled, row.from(), row.to());
    } else if (row.name().isEmpty()) {
      brush.text(area, x, y, row.text(), row.style());
    } else {
      brush.canvas.text(x + 2, y, x + NAMES - 1, row.name(), Styles.MUTED);
      brush.text(area, x + NAMES, y, row.text(), row.style());
    }
  }
}
