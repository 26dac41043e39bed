package dev.brummer.tui;

import dev.brummer.tui.key.Key;
import dev.brummer.tui.paint.Typed;
import org.jspecify.annotations.Nullable;

/// Turns what was typed into keys as bindings name them.
final class Keys {
  private Keys() {}

  static @Nullable Key of(Typed typed) {
    return switch (typed) {
      case Typed.Letter c -> new Key(Key.Code.CHAR, c.codePoint(), c.ctrl(), c.alt(), c.shift());
      case Typed.Named n -> named(n);
      case Typed.Paste _, Typed.Mouse _, Typed.End _, Typed.Nothing _ -> null;
    };
  }

  private static Key named(Typed.Named named) {
    Key key = Key.of(named.name());
    return new Key(key.code(), 0, named.ctrl(), named.alt(), named.shift());
  }
}
