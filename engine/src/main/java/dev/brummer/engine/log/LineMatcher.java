package dev.brummer.engine.log;

import dev.brummer.engine.log.LogQuery.Search;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// A [Search] made ready to run over bytes without escape sequences. Pure; any thread.
sealed interface LineMatcher {
  boolean matches(byte[] text, int from, int to);

  /// False only if no line within `[from, to)`, many lines without anything between them, can
  /// match: the cheap test before each line is looked at.
  boolean mayMatch(byte[] text, int from, int to);

  static LineMatcher of(Search search) {
    String pattern = search.pattern();
    boolean fold = pattern.codePoints().noneMatch(Character::isUpperCase);
    if (search.regex() && search.problem() == null) {
      return new Regex(Pattern.compile(pattern, fold ? caseless() : 0));
    }
    if (fold && pattern.codePoints().anyMatch(c -> c > 0x7F && Character.isLetter(c))) {
      return new Regex(Pattern.compile(pattern, caseless() | Pattern.LITERAL));
    }
    return new Text(new TextSearch(pattern, fold));
  }

  private static int caseless() {
    return Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  }

  /// Why `regex` is none, in a sentence; null if it is one.
  static @Nullable String problem(String regex) {
    try {
      Pattern.compile(regex);
      return null;
    } catch (PatternSyntaxException e) {
      return e.getDescription() + " at character " + (e.getIndex() + 1);
    }
  }

  /// A text, on the bytes.
  record Text(TextSearch text) implements LineMatcher {
    @Override
    public boolean matches(byte[] bytes, int from, int to) {
      return text.found(bytes, from, to);
    }

    @Override
    public boolean mayMatch(byte[] bytes, int from, int to) {
      return text.found(bytes, from, to);
    }
  }

  /// A regular expression, on the decoded line.
  record Regex(Pattern pattern) implements LineMatcher {
    @Override
    public boolean matches(byte[] bytes, int from, int to) {
      return pattern.matcher(new String(bytes, from, to - from, StandardCharsets.UTF_8)).find();
    }

    @Override
    public boolean mayMatch(byte[] bytes, int from, int to) {
      return true;
    }
  }
}
