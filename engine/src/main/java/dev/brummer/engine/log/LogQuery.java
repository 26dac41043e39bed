package dev.brummer.engine.log;

import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.engine.log.match.LineMatcher;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Selects lines of a log store.
///
/// @param processes bit `id` set: includes lines of that process; null: all processes
/// @param minimum minimum level; `NONE` includes all lines
/// @param search text to find, or null
/// @param rules conditions that must all accept a line
/// @param folding which repeats are excluded
/// @param sinceMillis lines stored at this time or later
/// @param untilMillis lines stored before this time
public record LogQuery(
    @Nullable BitSet processes,
    LogLevel minimum,
    @Nullable Search search,
    List<Rule> rules,
    RepeatFoldingMode folding,
    long sinceMillis,
    long untilMillis) {
  public LogQuery {
    rules = List.copyOf(rules);
  }

  /// A query without a time range.
  public LogQuery(@Nullable BitSet processes, LogLevel minimum, @Nullable Search search) {
    this(processes, minimum, search, List.of());
  }

  /// A query without a time range.
  public LogQuery(
      @Nullable BitSet processes, LogLevel minimum, @Nullable Search search, List<Rule> rules) {
    this(processes, minimum, search, rules, RepeatFoldingMode.OFF, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /// Copies the query with another search.
  public LogQuery with(@Nullable Search wanted) {
    return new LogQuery(processes, minimum, wanted, rules, folding, sinceMillis, untilMillis);
  }

  /// Copies the query with other rules.
  public LogQuery withRules(List<Rule> others) {
    return new LogQuery(processes, minimum, search, others, folding, sinceMillis, untilMillis);
  }

  /// Copies the query with another folding.
  public LogQuery with(RepeatFoldingMode folded) {
    return new LogQuery(processes, minimum, search, rules, folded, sinceMillis, untilMillis);
  }

  /// Whether lines match independently of their text and level.
  boolean matchesAnyText() {
    return minimum == LogLevel.NONE && search == null && rules.isEmpty();
  }

  /// Whether matching reads the text of lines.
  public boolean readsText() {
    return search != null
        || readsLevel()
        || !rules.isEmpty() && rules.stream().anyMatch(rule -> rule.search() != null);
  }

  /// Whether lines are selected by their level, which is detected from their text.
  boolean readsLevel() {
    return minimum != LogLevel.NONE
        || !rules.isEmpty() && rules.stream().anyMatch(rule -> rule.minimum() != LogLevel.NONE);
  }

  /// All lines.
  public static final LogQuery ALL = new LogQuery(null, LogLevel.NONE, null);

  /// All lines of one process.
  public static LogQuery ofProcess(int process) {
    BitSet processes = new BitSet();
    processes.set(process);
    return new LogQuery(processes, LogLevel.NONE, null);
  }

  /// A literal or a regular expression (java.util.regex syntax), applied to the line without escape
  /// sequences. Smart case: an upper-case letter in `pattern` makes it case-sensitive. An invalid
  /// regular expression is searched for as a literal.
  public record Search(String pattern, boolean regex) {
    /// Describes why the regular expression is invalid; null if it is valid.
    public @Nullable String syntaxError() {
      return regex ? LineMatcher.syntaxError(pattern) : null;
    }

    LineMatcher matcher() {
      return LineMatcher.of(pattern, regex);
    }
  }

  /// A condition on the lines of some processes; lines of other processes are accepted.
  ///
  /// @param include true: accepts lines that meet the condition; false: rejects them
  /// @param processes processes to which the rule applies; null: all
  /// @param source source of the condition; null: any source
  /// @param minimum minimum level of the condition
  /// @param search text of the condition; null: any text
  public record Rule(
      boolean include,
      @Nullable BitSet processes,
      @Nullable LogSource source,
      LogLevel minimum,
      @Nullable Search search) {
    /// A rule for lines of any source.
    public Rule(
        boolean include, @Nullable BitSet processes, LogLevel minimum, @Nullable Search search) {
      this(include, processes, null, minimum, search);
    }

    /// A rule that accepts the lines of one source only.
    public static Rule only(LogSource source) {
      return new Rule(true, null, source, LogLevel.NONE, null);
    }

    /// A rule that rejects lines in which `unwanted` is found.
    public static Rule excluding(Search unwanted) {
      return new Rule(false, null, LogLevel.NONE, unwanted);
    }
  }
}
