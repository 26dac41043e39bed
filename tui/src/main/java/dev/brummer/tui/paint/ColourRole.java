package dev.brummer.tui.paint;

/// Meaning of a text or background colour. A [ColourPalette] maps each role to a style. Views use
/// roles only, so themes change without repainting code.
public enum ColourRole {
  MUTED,
  BORDER,
  ACCENT,
  SUCCESS,
  WARNING,
  ERROR,
  LINK,
  /// Distinguishable colours for process names.
  NAME_1,
  NAME_2,
  NAME_3,
  NAME_4,
  NAME_5,
  NAME_6,
  NAME_7,
  NAME_8,
  /// Background of the selected row.
  SELECTED,
  /// Background of the selected row in a pane without the focus.
  SELECTED_UNFOCUSED,
  /// Background of a search match.
  MATCH;

  private static final ColourRole[] ALL = values();
  private static final int NAME_COUNT = 8;

  /// Returns the role for the name with the given zero-based number. Roles repeat after eight
  /// names.
  public static ColourRole ofName(int number) {
    return ALL[NAME_1.ordinal() + Math.floorMod(number, NAME_COUNT)];
  }
}
