package dev.brummer.tui.paint;

import dev.brummer.engine.text.TerminalCharacters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Assigns numbers to grapheme clusters: a base character with its combining marks. Numbers are
/// negative, so every glyph fits into one `int`. Holds at most [#MAX_CLUSTERS] clusters; further
/// marks are dropped.
public final class GraphemeTable {
  private static final int MAX_CLUSTERS = 4096;
  private static final int MAX_CODE_POINTS = 4;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();

  /// Returns the glyph for `glyph` with a mark added, or `glyph` itself when the table or the
  /// cluster is full or the mark is not shown.
  public int withMark(int glyph, int mark) {
    String base = text(glyph);
    if (!TerminalCharacters.isShown(0, base.codePointAt(0))
        || !TerminalCharacters.isShown(base.codePointBefore(base.length()), mark)
        || texts.size() >= MAX_CLUSTERS
        || base.codePointCount(0, base.length()) > MAX_CODE_POINTS) {
      return glyph;
    }
    String all = base + Character.toString(mark);
    return numbers.computeIfAbsent(
        all,
        text -> {
          texts.add(text);
          return -texts.size();
        });
  }

  /// Returns the text of a glyph.
  public String text(int glyph) {
    return glyph < 0 ? texts.get(-glyph - 1) : Character.toString(glyph);
  }
}
