package dev.brummer.perf.report;

import java.util.ArrayList;
import java.util.List;

/// A plain text table with a title and columns as wide as their widest cell. The first column is
/// left-aligned, the others right-aligned.
public final class TextTable {
  private final String title;
  private final List<List<String>> rows = new ArrayList<>();
  private boolean lastColumnLeft;

  public TextTable(String title, String... heads) {
    this.title = title;
    rows.add(List.of(heads));
  }

  /// Left-aligns the last column.
  public TextTable alignLastColumnLeft() {
    lastColumnLeft = true;
    return this;
  }

  /// @throws IllegalArgumentException if the number of cells differs from the number of headers
  public TextTable row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(
          cells.length + " cells for " + rows.getFirst().size() + " heads");
    }
    rows.add(List.of(cells));
    return this;
  }

  @Override
  public String toString() {
    int[] widths = widths();
    StringBuilder text = new StringBuilder(title).append('\n');
    for (int i = 0; i < rows.size(); i++) {
      appendRow(text, rows.get(i), widths);
      if (i == 0) {
        for (int width : widths) {
          text.append("─".repeat(width)).append("  ");
        }
        trimEnd(text).append('\n');
      }
    }
    return text.toString();
  }

  private int[] widths() {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    return widths;
  }

  private void appendRow(StringBuilder text, List<String> row, int[] widths) {
    for (int c = 0; c < widths.length; c++) {
      String gap = " ".repeat(widths[c] - row.get(c).length());
      boolean words = c == 0 || (lastColumnLeft && c == widths.length - 1);
      text.append(words ? row.get(c) + gap : gap + row.get(c)).append("  ");
    }
    trimEnd(text).append('\n');
  }

  private static StringBuilder trimEnd(StringBuilder text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    text.setLength(end);
    return text;
  }
}
