package dev.brummer.engine.log.assemble;

/// The character sets of a terminal as far as they change its text: G0 and G1, each of them ASCII
/// or [DecSpecialGraphics].
final class CharacterSets {
  /// Whether G0 and G1 are the line-drawing set.
  private final boolean[] graphic = new boolean[2];

  private int active;
  private boolean graphicActive;

  /// Whether text is written in the line-drawing set.
  boolean isGraphic() {
    return graphicActive;
  }

  /// Assigns the set that the final byte of an escape sequence names to G0 or G1.
  void designate(int set, byte name) {
    graphic[set] = name == '0';
    select(active);
  }

  /// Selects G0 or G1 for the text that follows.
  void select(int set) {
    active = set;
    graphicActive = graphic[set];
  }

  void reset() {
    graphic[0] = false;
    graphic[1] = false;
    select(0);
  }
}
