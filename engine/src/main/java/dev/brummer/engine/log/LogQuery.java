package dev.brummer.engine.log;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Which lines are wanted.
///
/// @param processes bit `id` set: lines of that process; null: of all
/// @param minimum lowest level shown; `NONE` shows all
/// @param search what to look for, or null
public record LogQuery(@Nullable BitSet processes, Level minimum, @Nullable Search search) {
  /// Every line.
  public static final LogQuery ALL = new LogQuery(null, Level.NONE, null);

  /// A text or a regular expression (RE2-like: java.util.regex syntax). Smart case: a capital
  /// letter in `pattern` makes it case-sensitive.
  public record Search(String pattern, boolean regex) {}
}
