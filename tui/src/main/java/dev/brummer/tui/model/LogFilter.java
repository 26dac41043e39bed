package dev.brummer.tui.model;

import dev.brummer.engine.log.LogQuery.Rule;
import dev.brummer.engine.log.LogQuery.Search;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.assemble.LogLevel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The filter expression of the log view, one rule per word:
///
///     timeout            lines with the text; adjacent words are one text
///     "a text" /regex/   lines with a quoted text or a match
///     !text !/regex/     lines without it
///     >=warn             lines of at least this level
///     @api               lines of this process, or of this group, or of all with this name prefix;
///                        @a @b: of both
///     !@api              lines of all other processes
///     @browser !@browser errors of browser pages only, or none of them; unless a process has this
///                        name
///     @api:text @api>=warn !@api:/regex/
///                        a rule for the lines of this process; other lines are not affected
///
/// Smart case, as in a search.
///
/// @param processes ids of the included processes; null for all
/// @param rules combined by AND
/// @param problem a syntax error in a few words, or null
public record LogFilter(@Nullable BitSet processes, List<Rule> rules, @Nullable String problem) {
  private static final String BROWSER = "browser";
  private static final LogFilter NONE = new LogFilter(null, List.of(), null);

  /// @param named maps a process name to ids; empty if there is no such process
  public static LogFilter of(String expression, Function<String, BitSet> named) {
    if (expression.isBlank()) {
      return NONE;
    }
    RuleParser parser = new RuleParser(named);
    for (String word : words(expression)) {
      parser.addWord(word);
    }
    parser.flushText();
    return new LogFilter(parser.processes(), List.copyOf(parser.rules), parser.problem);
  }

  /// Splits at spaces outside quotes and regular expressions.
  private static List<String> words(String expression) {
    List<String> words = new ArrayList<>();
    int start = 0;
    while (start < expression.length()) {
      if (expression.charAt(start) == ' ') {
        start++;
        continue;
      }
      int end = wordEnd(expression, start);
      words.add(expression.substring(start, end));
      start = end;
    }
    return words;
  }

  private static int wordEnd(String expression, int from) {
    int term = from + (expression.charAt(from) == '!' ? 1 : 0);
    if (expression.startsWith("@", term)) {
      int space = indexOf(expression, ' ', term);
      int colon = expression.indexOf(':', term);
      term = colon < 0 || colon > space ? term : colon + 1;
    }
    char quote = term < expression.length() ? expression.charAt(term) : ' ';
    if (quote == '"' || quote == '/') {
      for (int i = term + 1; i < expression.length(); i++) {
        boolean ends = i + 1 == expression.length() || expression.charAt(i + 1) == ' ';
        if (expression.charAt(i) == quote && ends) {
          return i + 1;
        }
      }
    }
    return indexOf(expression, ' ', term);
  }

  private static int indexOf(String text, char c, int from) {
    int index = text.indexOf(c, from);
    return index < 0 ? text.length() : index;
  }

  /// Builds rules from words.
  private static final class RuleParser {
    private final Function<String, BitSet> named;
    private final List<Rule> rules = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final BitSet included = new BitSet();
    private final BitSet excluded = new BitSet();
    private boolean hasIncluded;
    private @Nullable String problem;

    RuleParser(Function<String, BitSet> named) {
      this.named = named;
    }

    void addWord(String word) {
      boolean positive = !word.startsWith("!");
      String term = positive ? word : word.substring(1);
      if (term.isEmpty()) {
        return;
      }
      if (term.length() > 1 && term.startsWith("@")) {
        flushText();
        addProcessRule(term.substring(1), positive);
      } else if (term.startsWith(">=") || !positive || isQuoted(term)) {
        flushText();
        addRule(positive, null, null, term);
      } else {
        text.append(text.isEmpty() ? "" : " ").append(term);
      }
    }

    /// Adds the adjacent words collected so far as one text rule.
    void flushText() {
      if (!text.isEmpty()) {
        rules.add(new Rule(true, null, LogLevel.NONE, new Search(text.toString(), false)));
        text.setLength(0);
      }
    }

    private void addProcessRule(String term, boolean positive) {
      int colon = term.indexOf(':');
      int level = term.indexOf(">=");
      int end = colon < 0 ? level : level < 0 ? colon : Math.min(colon, level);
      String name = end < 0 ? term : term.substring(0, end);
      BitSet ids = named.apply(name);
      LogSource source = ids.isEmpty() && name.equals(BROWSER) ? LogSource.BROWSER : null;
      if (ids.isEmpty() && source == null) {
        problem = "unknown process or group " + name;
      }
      String rest = end < 0 ? "" : term.substring(end + (end == colon ? 1 : 0));
      if (!rest.isEmpty()) {
        addRule(positive, source == null ? ids : null, source, rest);
      } else if (source != null) {
        rules.add(new Rule(positive, null, source, LogLevel.NONE, null));
      } else if (positive) {
        hasIncluded = true;
        included.or(ids);
      } else {
        excluded.or(ids);
      }
    }

    private void addRule(
        boolean positive, @Nullable BitSet of, @Nullable LogSource source, String term) {
      if (term.startsWith(">=")) {
        LogLevel level = level(term.substring(2));
        if (level != null) {
          rules.add(new Rule(positive, of, source, level, null));
        }
        return;
      }
      boolean quoted = isQuoted(term);
      String inner = quoted ? term.substring(1, term.length() - 1) : term;
      Search search = new Search(inner, quoted && term.startsWith("/"));
      if (search.syntaxError() != null) {
        problem = search.syntaxError();
      }
      rules.add(new Rule(positive, of, source, LogLevel.NONE, search));
    }

    private @Nullable LogLevel level(String name) {
      for (LogLevel level : LogLevel.values()) {
        if (!name.isEmpty() && level.name().startsWith(name.toUpperCase(Locale.ROOT))) {
          return level;
        }
      }
      problem = "levels: trace, debug, info, warn, error";
      return null;
    }

    private static boolean isQuoted(String term) {
      char first = term.charAt(0);
      return term.length() > 2
          && (first == '"' || first == '/')
          && term.charAt(term.length() - 1) == first;
    }

    @Nullable BitSet processes() {
      if (hasIncluded) {
        included.andNot(excluded);
        return included;
      }
      if (!excluded.isEmpty()) {
        rules.add(new Rule(false, excluded, LogLevel.NONE, null));
      }
      return null;
    }
  }
}
