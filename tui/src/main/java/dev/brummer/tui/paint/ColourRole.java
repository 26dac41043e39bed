package dev.brummer.tui.paint;

/// What a text or its ground means; a [ColourPalette] says what that looks like. Views name roles,
/// never colours, so that a theme can be changed without asking them.
public enum ColourRole {
  MUTED,
  BORDER,
  ACCENT,
  SUCCESS,
  WARNING,
  ERROR,
  LINK,
  /// Names of processes, told apart from their neighbours.
  NAME_1,
  NAME_2,
  NAME_3,
  NAME_4,
  NAME_5,
  NAME_6,
  NAME_7,
  NAME_8,
  /// Ground of the selected row.
  SELECTED,
  /// Ground of the selected row in a pane without the focus.
  SELECTED_UNFOCUSED,
  /// Ground of what was searched for.
  MATCH;

  private static final ColourRole[] ALL = values();
  private static final int NAME_COUNT = 8;

  /// The role of the name with that number, from 0; they repeat.
  public static ColourRole ofName(int number) {
    return ALL[NAME_1.ordinal() + Math.floorMod(number, NAME_COUNT)];
  }
}
