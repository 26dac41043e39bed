package dev.brummer.engine.log;

import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.engine.log.match.LineMatcher;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which lines are wanted.
///
/// @param processes bit `id` set: lines of that process; null: of all
/// @param minimum lowest level shown; `NONE` shows all
/// @param search what to look for, or null
/// @param rules a line is wanted only if every one of them lets it pass
/// @param folding which repeats are left out
/// @param sinceMillis lines stored at this time or later
/// @param untilMillis lines stored before this time
public record LogQuery(
    @Nullable BitSet processes,
    LogLevel minimum,
    @Nullable Search search,
    List<Rule> rules,
    RepeatFolding folding,
    long sinceMillis,
    long untilMillis) {
  public LogQuery {
    rules = List.copyOf(rules);
  }

  /// Lines of any time.
  public LogQuery(@Nullable BitSet processes, LogLevel minimum, @Nullable Search search) {
    this(processes, minimum, search, List.of());
  }

  /// Lines of any time.
  public LogQuery(
      @Nullable BitSet processes, LogLevel minimum, @Nullable Search search, List<Rule> rules) {
    this(processes, minimum, search, rules, RepeatFolding.OFF, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /// The same, looking for `wanted`.
  public LogQuery with(@Nullable Search wanted) {
    return new LogQuery(processes, minimum, wanted, rules, folding, sinceMillis, untilMillis);
  }

  /// The same, with these repeats left out.
  public LogQuery with(RepeatFolding folded) {
    return new LogQuery(processes, minimum, search, rules, folded, sinceMillis, untilMillis);
  }

  /// Whether a line is wanted whatever is in it.
  boolean matchesAnyText() {
    return minimum == LogLevel.NONE && search == null && rules.isEmpty();
  }

  /// Whether the text of lines has to be looked at.
  boolean readsText() {
    return search != null
        || !rules.isEmpty() && rules.stream().anyMatch(rule -> rule.search() != null);
  }

  /// Every line.
  public static final LogQuery ALL = new LogQuery(null, LogLevel.NONE, null);

  /// A text or a regular expression (java.util.regex syntax), looked for in the line without its
  /// escape sequences. Smart case: a capital letter in `pattern` makes it case-sensitive. What is
  /// not a valid regular expression is looked for as a text.
  public record Search(String pattern, boolean regex) {
    /// What is wrong with the regular expression, in a few words; null if nothing is.
    public @Nullable String syntaxError() {
      return regex ? LineMatcher.syntaxError(pattern) : null;
    }
  }

  /// A condition on the lines of some processes; lines of others pass.
  ///
  /// @param include true: lines that meet it pass; false: those that do not
  /// @param processes those whose lines it is about; null: of all
  /// @param minimum met from this level on
  /// @param search met by lines in which this is found; null: by all
  public record Rule(
      boolean include, @Nullable BitSet processes, LogLevel minimum, @Nullable Search search) {
    /// Lines in which `unwanted` is found do not pass.
    public static Rule excluding(Search unwanted) {
      return new Rule(false, null, LogLevel.NONE, unwanted);
    }
  }
}
