package dev.brummer.app.project.mprocs;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keys as mprocs writes them: `q`, `<C-c>`, `<Enter>`, `<M-x>`.
final class KeyNotation {
  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("enter", "\r"),
          Map.entry("return", "\r"),
          Map.entry("cr", "\r"),
          Map.entry("esc", "\u001B"),
          Map.entry("tab", "\t"),
          Map.entry("space", " "),
          Map.entry("bs", "\u007F"),
          Map.entry("backspace", "\u007F"),
          Map.entry("up", "\u001B[A"),
          Map.entry("down", "\u001B[B"),
          Map.entry("right", "\u001B[C"),
          Map.entry("left", "\u001B[D"),
          Map.entry("home", "\u001B[H"),
          Map.entry("end", "\u001B[F"),
          Map.entry("del", "\u001B[3~"),
          Map.entry("delete", "\u001B[3~"),
          Map.entry("pageup", "\u001B[5~"),
          Map.entry("pagedown", "\u001B[6~"),
          Map.entry("lt", "<"));

  private KeyNotation() {}

  /// The bytes that a terminal sends for a key, as text; null if there is no such key.
  static @Nullable String parse(String key) {
    if (key.codePointCount(0, key.length()) == 1) {
      return key;
    }
    boolean bracketed = key.length() > 2 && key.startsWith("<") && key.endsWith(">");
    return bracketed ? modified(key.substring(1, key.length() - 1)) : null;
  }

  private static @Nullable String modified(String name) {
    String named = NAMED.get(name.toLowerCase(Locale.ROOT));
    if (named != null) {
      return named;
    }
    if (name.codePointCount(0, name.length()) == 1) {
      return name;
    }
    if (name.length() < 3 || name.charAt(1) != '-') {
      return null;
    }
    String key = modified(name.substring(2));
    return key == null
        ? null
        : switch (Character.toUpperCase(name.charAt(0))) {
          case 'C' -> control(key);
          case 'M', 'A' -> "\u001B" + key;
          case 'S' -> key.toUpperCase(Locale.ROOT);
          default -> null;
        };
  }

  private static @Nullable String control(String key) {
    char base = Character.toUpperCase(key.charAt(0));
    boolean controllable = key.length() == 1 && base >= '@' && base <= '_';
    if (key.equals(" ")) {
      return "\0";
    }
    return controllable ? String.valueOf((char) (base & 0x1F)) : null;
  }
}
