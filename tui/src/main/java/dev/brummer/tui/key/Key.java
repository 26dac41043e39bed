package dev.brummer.tui.key;

import java.util.Locale;

/// A key with its modifiers: the one representation from the terminal's decoder to the binding.
///
/// @param code `CHAR` for a character, else the named key
/// @param codePoint the character, Shift already applied; 0 for a named key
public record Key(Code code, int codePoint, boolean ctrl, boolean alt, boolean shift) {
  /// Key codes; the label is the name shown in help.
  public enum Code {
    CHAR(""),
    ENTER("Enter"),
    ESC("Esc"),
    TAB("Tab"),
    BACKSPACE("Backspace"),
    DELETE("Delete"),
    INSERT("Insert"),
    UP("Up"),
    DOWN("Down"),
    LEFT("Left"),
    RIGHT("Right"),
    HOME("Home"),
    END("End"),
    PAGE_UP("PgUp"),
    PAGE_DOWN("PgDn"),
    F1("F1"),
    F2("F2"),
    F3("F3"),
    F4("F4"),
    F5("F5"),
    F6("F6"),
    F7("F7"),
    F8("F8"),
    F9("F9"),
    F10("F10"),
    F11("F11"),
    F12("F12"),
    UNKNOWN("?");

    private final String label;

    Code(String label) {
      this.label = label;
    }
  }

  public static Key character(int codePoint) {
    return new Key(Code.CHAR, codePoint, false, false, false);
  }

  /// A named key without modifiers.
  public static Key of(Code code) {
    return new Key(code, 0, false, false, false);
  }

  public Key withAlt(boolean pressed) {
    return new Key(code, codePoint, ctrl, pressed, shift);
  }

  /// Parses a key label: `g`, `G`, `Ctrl-P`, `Shift-Tab`, `Space`, `PgDn`.
  ///
  /// @throws IllegalArgumentException if no key has this label
  public static Key of(String label) {
    boolean ctrl = label.startsWith("Ctrl-");
    boolean alt = label.startsWith("Alt-");
    boolean shift = label.startsWith("Shift-");
    String name = ctrl ? label.substring(5) : alt ? label.substring(4) : label;
    name = shift ? name.substring(6) : name;
    if (name.equals("Space")) {
      return new Key(Code.CHAR, ' ', ctrl, alt, shift);
    }
    if (name.codePointCount(0, name.length()) == 1) {
      int character = (ctrl ? name.toLowerCase(Locale.ROOT) : name).codePointAt(0);
      return new Key(Code.CHAR, character, ctrl, alt, shift);
    }
    for (Code code : Code.values()) {
      if (code.label.equals(name)) {
        return new Key(code, 0, ctrl, alt, shift);
      }
    }
    throw new IllegalArgumentException("no such key: " + label);
  }

  /// Whether the key inserts a character into an input line.
  public boolean isText() {
    return code == Code.CHAR && !ctrl && !alt;
  }

  /// The label shown in help, see [#of(String)].
  public String label() {
    String name =
        code != Code.CHAR
            ? code.label
            : codePoint == ' '
                ? "Space"
                : ctrl
                    ? Character.toString(codePoint).toUpperCase(Locale.ROOT)
                    : Character.toString(codePoint);
    return (ctrl ? "Ctrl-" : "") + (alt ? "Alt-" : "") + (shift ? "Shift-" : "") + name;
  }
}
