package dev.brummer.tui.model;

import dev.brummer.engine.log.LogQuery.Rule;
import dev.brummer.engine.log.LogQuery.Search;
import dev.brummer.engine.log.assemble.LogLevel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a person has typed to narrow the log, a rule a word:
///
///     timeout            lines with the text; words beside each other are one text
///     "a text" /regex/   the same, of their own
///     !text !/regex/     lines without it
///     >=warn             lines of that level or above
///     @api               lines of that process, or of all whose names begin so; @a @b: of both
///     !@api              lines of all others
///     @api:text @api>=warn !@api:/regex/
///                        a rule for the lines of that process; other lines are not affected
///
/// Smart case, as in a search.
///
/// @param processes of the lines that are wanted; null: all
/// @param rules all of them hold
/// @param problem what is wrong with the words, in a few words; null if nothing is
public record LogFilter(@Nullable BitSet processes, List<Rule> rules, @Nullable String problem) {
  private static final LogFilter NONE = new LogFilter(null, List.of(), null);

  /// @param named the ids of the processes that a name means; empty: none
  public static LogFilter of(String typed, Function<String, BitSet> named) {
    if (typed.isBlank()) {
      return NONE;
    }
    RuleParser parser = new RuleParser(named);
    for (String word : words(typed)) {
      parser.addWord(word);
    }
    parser.flushText();
    return new LogFilter(parser.processes(), List.copyOf(parser.rules), parser.problem);
  }

  /// Cuts at spaces that stand in no quotes and in no regular expression.
  private static List<String> words(String typed) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < typed.length()) {
      if (typed.charAt(at) == ' ') {
        at++;
        continue;
      }
      int end = wordEnd(typed, at);
      words.add(typed.substring(at, end));
      at = end;
    }
    return words;
  }

  private static int wordEnd(String typed, int from) {
    int body = from + (typed.charAt(from) == '!' ? 1 : 0);
    if (typed.startsWith("@", body)) {
      int blank = indexOf(typed, ' ', body);
      int colon = typed.indexOf(':', body);
      body = colon < 0 || colon > blank ? body : colon + 1;
    }
    char quote = body < typed.length() ? typed.charAt(body) : ' ';
    if (quote == '"' || quote == '/') {
      for (int i = body + 1; i < typed.length(); i++) {
        boolean ends = i + 1 == typed.length() || typed.charAt(i + 1) == ' ';
        if (typed.charAt(i) == quote && ends) {
          return i + 1;
        }
      }
    }
    return indexOf(typed, ' ', body);
  }

  private static int indexOf(String text, char c, int from) {
    int at = text.indexOf(c, from);
    return at < 0 ? text.length() : at;
  }

  /// Makes rules of words.
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
      boolean wanted = !word.startsWith("!");
      String body = wanted ? word : word.substring(1);
      if (body.isEmpty()) {
        return;
      }
      if (body.length() > 1 && body.startsWith("@")) {
        flushText();
        addProcessRule(body.substring(1), wanted);
      } else if (body.startsWith(">=") || !wanted || isQuoted(body)) {
        flushText();
        addRule(wanted, null, body);
      } else {
        text.append(text.isEmpty() ? "" : " ").append(body);
      }
    }

    /// Words beside each other are one text.
    void flushText() {
      if (!text.isEmpty()) {
        rules.add(new Rule(true, null, LogLevel.NONE, new Search(text.toString(), false)));
        text.setLength(0);
      }
    }

    private void addProcessRule(String body, boolean wanted) {
      int colon = body.indexOf(':');
      int level = body.indexOf(">=");
      int end = colon < 0 ? level : level < 0 ? colon : Math.min(colon, level);
      String name = end < 0 ? body : body.substring(0, end);
      BitSet ids = named.apply(name);
      if (ids.isEmpty()) {
        problem = "no process " + name;
      }
      String rest = end < 0 ? "" : body.substring(end + (end == colon ? 1 : 0));
      if (!rest.isEmpty()) {
        addRule(wanted, ids, rest);
      } else if (wanted) {
        hasIncluded = true;
        included.or(ids);
      } else {
        excluded.or(ids);
      }
    }

    private void addRule(boolean wanted, @Nullable BitSet of, String body) {
      if (body.startsWith(">=")) {
        LogLevel level = level(body.substring(2));
        if (level != null) {
          rules.add(new Rule(wanted, of, level, null));
        }
        return;
      }
      boolean quoted = isQuoted(body);
      String inner = quoted ? body.substring(1, body.length() - 1) : body;
      Search search = new Search(inner, quoted && body.startsWith("/"));
      if (search.syntaxError() != null) {
        problem = search.syntaxError();
      }
      rules.add(new Rule(wanted, of, LogLevel.NONE, search));
    }

    private @Nullable LogLevel level(String name) {
      for (LogLevel level : LogLevel.values()) {
        if (!name.isEmpty() && level.name().startsWith(name.toUpperCase(Locale.ROOT))) {
          return level;
        }
      }
      problem = "levels are trace, debug, info, warn, error";
      return null;
    }

    private static boolean isQuoted(String body) {
      char first = body.charAt(0);
      return body.length() > 2
          && (first == '"' || first == '/')
          && body.charAt(body.length() - 1) == first;
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
