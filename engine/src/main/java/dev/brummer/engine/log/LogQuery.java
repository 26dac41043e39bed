package dev.brummer.engine.log;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which lines are wanted.
///
/// @param processes bit `id` set: lines of that process; null: of all
/// @param minimum lowest level shown; `NONE` shows all
/// @param search what to look for, or null
/// @param without lines in which any of these is found are left out
/// @param sinceMillis lines stored at this time or later
/// @param untilMillis lines stored before this time
public record LogQuery(
    @Nullable BitSet processes,
    Level minimum,
    @Nullable Search search,
    List<Search> without,
    long sinceMillis,
    long untilMillis) {
  public LogQuery {
    without = List.copyOf(without);
  }

  /// Lines of any time.
  public LogQuery(@Nullable BitSet processes, Level minimum, @Nullable Search search) {
    this(processes, minimum, search, List.of(), Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /// Whether a line is wanted whatever is in it.
  boolean everyText() {
    return minimum == Level.NONE && search == null && without.isEmpty();
  }

  /// Every line.
  public static final LogQuery ALL = new LogQuery(null, Level.NONE, null);

  /// A text or a regular expression (java.util.regex syntax), looked for in the line without its
  /// escape sequences. Smart case: a capital letter in `pattern` makes it case-sensitive. What is
  /// not a valid regular expression is looked for as a text.
  public record Search(String pattern, boolean regex) {
    /// What is wrong with the regular expression, in a few words; null if nothing is.
    public @Nullable String problem() {
      return regex ? LineMatcher.problem(pattern) : null;
    }
  }
}
