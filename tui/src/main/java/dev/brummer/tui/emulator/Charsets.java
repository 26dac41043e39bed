package dev.brummer.tui.emulator;

/// The four character sets and which of them is in use; only the line drawing of DEC differs from
/// ASCII.
final class Charsets {
  /// What `` ` `` to `~` mean in line drawing.
  private static final String LINE_DRAWING = "◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

  /// Which of the four are line drawing, by bit.
  private int lineDrawing;

  private int active;

  /// The set that holds for one character, -1 for none.
  private int singleShift = -1;

  void reset() {
    lineDrawing = 0;
    active = 0;
    singleShift = -1;
  }

  void copyFrom(Charsets other) {
    lineDrawing = other.lineDrawing;
    active = other.active;
    singleShift = -1;
  }

  /// @param set 0 to 3
  /// @param name the last byte of the sequence that chooses it
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

  /// Whether ASCII stands for itself.
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
