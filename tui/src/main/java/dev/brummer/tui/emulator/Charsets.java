package dev.brummer.tui.emulator;

/// The four character sets and which of them is in use; only the line drawing of DEC differs from
/// ASCII.
final class Charsets {
  /// What `` ` `` to `~` mean in line drawing.
  private static final String DRAWING = "◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

  /// Which of the four are line drawing, by bit.
  private int drawing;

  private int used;

  /// The set that holds for one character, -1 for none.
  private int once = -1;

  void reset() {
    drawing = 0;
    used = 0;
    once = -1;
  }

  void take(Charsets other) {
    drawing = other.drawing;
    used = other.used;
    once = -1;
  }

  /// @param set 0 to 3
  /// @param name the last byte of the sequence that chooses it
  void choose(int set, int name) {
    boolean draws = name == '0' || name == '2';
    drawing = draws ? drawing | 1 << set : drawing & ~(1 << set);
  }

  void use(int set) {
    used = set;
  }

  void useOnce(int set) {
    once = set;
  }

  /// Whether ASCII stands for itself.
  boolean plain() {
    return once < 0 && (drawing & 1 << used) == 0;
  }

  int translate(int codePoint) {
    int set = once >= 0 ? once : used;
    once = -1;
    boolean draws = (drawing & 1 << set) != 0 && codePoint >= '`' && codePoint <= '~';
    return draws ? DRAWING.charAt(codePoint - '`') : codePoint;
  }
}
