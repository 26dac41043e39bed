package dev.brummer.tui.emulator;

/// The four character sets G0 to G3 and the active one. Only ASCII and DEC line drawing are
/// distinguished.
final class GraphicCharsets {
  /// Line-drawing characters for `` ` `` to `~`.
  private static final String LINE_DRAWING = "◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

  /// Bit mask of the sets designated as line drawing.
  private int lineDrawing;

  private int active;

  /// Set used for the next character only, -1 for none.
  private int singleShift = -1;

  void reset() {
    lineDrawing = 0;
    active = 0;
    singleShift = -1;
  }

  void copyFrom(GraphicCharsets other) {
    lineDrawing = other.lineDrawing;
    active = other.active;
    singleShift = -1;
  }

  /// @param set 0 to 3
  /// @param name final byte of the designating sequence
  void designate(int set, int name) {
    boolean draws = name == '0' || name == '2';
    lineDrawing = draws ? lineDrawing | 1 << set : lineDrawing & ~(1 << set);
  }

  void invoke(int set) {
    active = set;
  }

  void singleShift(int set) {
    singleShift = set;
  }

  /// Whether the active set is ASCII and no single shift is pending.
  boolean isAscii() {
    return singleShift < 0 && (lineDrawing & 1 << active) == 0;
  }

  int translate(int codePoint) {
    int set = singleShift >= 0 ? singleShift : active;
    singleShift = -1;
    boolean draws = (lineDrawing & 1 << set) != 0 && codePoint >= '`' && codePoint <= '~';
    return draws ? LINE_DRAWING.charAt(codePoint - '`') : codePoint;
  }
}
