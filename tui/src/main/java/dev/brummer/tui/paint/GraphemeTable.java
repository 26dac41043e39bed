package dev.brummer.tui.paint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Numbers for cells of more than one code point: a base and its combining marks. The numbers are
/// negative, so a glyph is one `int`. Holds at most [#MAX_CLUSTERS]; further marks are left out.
public final class GraphemeTable {
  private static final int MAX_CLUSTERS = 4096;
  private static final int MAX_CODE_POINTS = 4;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();

  /// The glyph for `glyph` with one more mark, or `glyph` itself where there is no room.
  public int withMark(int glyph, int mark) {
    String base = text(glyph);
    if (texts.size() >= MAX_CLUSTERS || base.codePointCount(0, base.length()) > MAX_CODE_POINTS) {
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

  /// What a glyph stands for.
  public String text(int glyph) {
    return glyph < 0 ? texts.get(-glyph - 1) : Character.toString(glyph);
  }
}
