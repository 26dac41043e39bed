package dev.brummer.app.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The line of a bash up to the cursor, split into words as bash splits it, and the text to insert
/// for a candidate.
///
/// Readline replaces the current word only from its last unquoted break character, or from its
/// opening quote. [#insertion] returns the rest of a candidate from there, quoted for that place.
/// Variables and `~` are expanded; nothing is executed.
final class BashLine {
  private static final String SAFE = "_./:=@%+,-";
  private static final String ESCAPED_IN_DOUBLE_QUOTES = "\\\"$`";

  /// Quotes that are open at the cursor.
  private enum Quote {
    NONE,
    SINGLE,
    DOUBLE
  }

  private final String line;
  private final String breaks;
  private final Map<String, String> environment;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private Quote quote = Quote.NONE;
  private boolean inWord;
  private boolean redirected;

  /// Length of the current word that readline keeps.
  private int kept;

  private BashLine(String line, String breaks, Map<String, String> environment) {
    this.line = line;
    this.breaks = breaks;
    this.environment = environment;
    split();
  }

  /// @param line the line up to the cursor
  /// @param breaks the value of `COMP_WORDBREAKS`
  /// @param environment variables to expand
  static BashLine parse(String line, String breaks, Map<String, String> environment) {
    return new BashLine(line, breaks, environment);
  }

  CommandWords words() {
    List<String> complete = words.isEmpty() ? List.of() : words.subList(1, words.size());
    return new CommandWords(complete, word.toString());
  }

  /// Whether the current word names the file of a redirection.
  boolean isRedirection() {
    return redirected;
  }

  /// Whether a candidate continues the current word and can be inserted here: bash expands `!` in
  /// double quotes, and no escape prevents it.
  boolean accepts(String candidate) {
    return candidate.startsWith(word.toString())
        && (quote != Quote.DOUBLE || candidate.indexOf('!') < 0);
  }

  /// The text that readline inserts for a candidate.
  String insertion(String candidate) {
    String rest = candidate.substring(Math.min(kept, candidate.length()));
    return switch (quote) {
      case NONE -> escaped(rest);
      case SINGLE -> rest.replace("'", "'\\''");
      case DOUBLE -> escapedInDoubleQuotes(rest);
    };
  }

  private static String escaped(String text) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80 && !Character.isLetterOrDigit(c) && SAFE.indexOf(c) < 0) {
        result.append('\\');
      }
      result.append(c);
    }
    return result.toString();
  }

  private static String escapedInDoubleQuotes(String text) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (ESCAPED_IN_DOUBLE_QUOTES.indexOf(text.charAt(i)) >= 0) {
        result.append('\\');
      }
      result.append(text.charAt(i));
    }
    return result.toString();
  }

  private void split() {
    int i = 0;
    while (i < line.length()) {
      i =
          switch (quote) {
            case NONE -> unquoted(i);
            case SINGLE -> singleQuoted(i);
            case DOUBLE -> doubleQuoted(i);
          };
    }
  }

  private int unquoted(int at) {
    char c = line.charAt(at);
    switch (c) {
      case ' ', '\t', '\n' -> endWord();
      case '<', '>' -> {
        endWord();
        redirected = true;
      }
      case '\'', '"' -> {
        quote = c == '"' ? Quote.DOUBLE : Quote.SINGLE;
        inWord = true;
        kept = word.length();
      }
      case '\\' -> {
        if (at + 1 < line.length()) {
          add(line.charAt(at + 1));
        }
        return at + 2;
      }
      case '$' -> {
        return variable(at);
      }
      case '~' -> {
        boolean home = !inWord && (at + 1 == line.length() || line.charAt(at + 1) == '/');
        word.append(home ? environment.getOrDefault("HOME", "~") : "~");
        inWord = true;
      }
      default -> {
        add(c);
        if (breaks.indexOf(c) >= 0) {
          kept = c == '@' ? word.length() - 1 : word.length();
        }
      }
    }
    return at + 1;
  }

  private int singleQuoted(int at) {
    char c = line.charAt(at);
    if (c == '\'') {
      quote = Quote.NONE;
    } else {
      word.append(c);
    }
    return at + 1;
  }

  private int doubleQuoted(int at) {
    char c = line.charAt(at);
    if (c == '"') {
      quote = Quote.NONE;
    } else if (c == '\\' && at + 1 < line.length()) {
      char next = line.charAt(at + 1);
      word.append(ESCAPED_IN_DOUBLE_QUOTES.indexOf(next) < 0 ? "\\" + next : "" + next);
      return at + 2;
    } else if (c == '$') {
      return variable(at);
    } else {
      word.append(c);
    }
    return at + 1;
  }

  /// Expands `$NAME` or `${NAME}`; anything else after `$` stays.
  private int variable(int at) {
    boolean braces = at + 1 < line.length() && line.charAt(at + 1) == '{';
    int start = at + (braces ? 2 : 1);
    int end = start;
    while (end < line.length()
        && (Character.isLetterOrDigit(line.charAt(end)) || line.charAt(end) == '_')) {
      end++;
    }
    boolean closed = !braces || (end < line.length() && line.charAt(end) == '}');
    if (end == start || !closed) {
      add('$');
      return at + 1;
    }
    word.append(environment.getOrDefault(line.substring(start, end), ""));
    inWord = true;
    return braces ? end + 1 : end;
  }

  private void add(char c) {
    word.append(c);
    inWord = true;
  }

  private void endWord() {
    if (inWord && !redirected) {
      words.add(word.toString());
    }
    redirected = redirected && !inWord;
    word.setLength(0);
    inWord = false;
    kept = 0;
  }
}
