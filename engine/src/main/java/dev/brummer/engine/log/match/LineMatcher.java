package dev.brummer.engine.log.match;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// A compiled search over lines without escape sequences. Confined to one thread.
public sealed interface LineMatcher {
  boolean matches(byte[] text, int from, int to);

  /// A literal contained in every matching line; null if there is none. Searching a whole block for
  /// it avoids testing each line.
  @Nullable LiteralSearcher required();

  /// Creates a matcher for a literal or a regular expression (java.util.regex syntax) with smart
  /// case: an upper-case letter in `pattern` makes it case-sensitive. An invalid regular expression
  /// is matched as a literal.
  static LineMatcher of(String pattern, boolean regex) {
    boolean fold = pattern.codePoints().noneMatch(Character::isUpperCase);
    boolean ascii = pattern.chars().allMatch(c -> c <= 0x7F);
    if (regex && syntaxError(pattern) == null) {
      List<LiteralSearcher> required =
          fold && !ascii ? List.of() : RequiredLiterals.rarestFirst(pattern, fold);
      return new RegexMatcher(Pattern.compile(pattern, fold ? caseless(ascii) : 0), required);
    }
    if (fold && pattern.codePoints().anyMatch(c -> c > 0x7F && Character.isLetter(c))) {
      return new RegexMatcher(
          Pattern.compile(pattern, caseless(false) | Pattern.LITERAL), List.of());
    }
    return new LiteralMatcher(new LiteralSearcher(pattern, fold));
  }

  private static int caseless(boolean ascii) {
    return ascii ? Pattern.CASE_INSENSITIVE : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  }

  /// Describes why `regex` is invalid; null if it is valid.
  static @Nullable String syntaxError(String regex) {
    try {
      Pattern.compile(regex);
      return null;
    } catch (PatternSyntaxException e) {
      return e.getDescription() + " at character " + (e.getIndex() + 1);
    }
  }

  /// Matches a literal on the bytes of the line.
  record LiteralMatcher(LiteralSearcher text) implements LineMatcher {
    @Override
    public boolean matches(byte[] bytes, int from, int to) {
      return text.contains(bytes, from, to);
    }

    @Override
    public @Nullable LiteralSearcher required() {
      return text.isEmpty() ? null : text;
    }
  }

  /// Matches a regular expression on the decoded line. A match that exceeds [RegexInput]'s budget
  /// or overflows the stack counts as no match.
  final class RegexMatcher implements LineMatcher {
    private final Matcher matcher;
    private final List<LiteralSearcher> required;
    private final RegexInput input = new RegexInput();

    /// @param required literals contained in every match, the rarest first
    RegexMatcher(Pattern pattern, List<LiteralSearcher> required) {
      this.matcher = pattern.matcher("");
      this.required = required;
    }

    @Override
    public boolean matches(byte[] bytes, int from, int to) {
      for (int i = 1; i < required.size(); i++) {
        if (!required.get(i).contains(bytes, from, to)) {
          return false;
        }
      }
      try {
        return matcher.reset(input.reset(bytes, from, to)).find();
      } catch (StackOverflowError | RegexInput.MatchBudgetExceededException expected) {
        return false;
      }
    }

    @Override
    public @Nullable LiteralSearcher required() {
      return required.isEmpty() ? null : required.getFirst();
    }
  }
}
