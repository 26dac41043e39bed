package dev.brummer.engine.log.match;

import dev.brummer.engine.log.LogQuery.Search;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// A [Search] made ready to run over bytes without escape sequences. Confined to one thread.
public sealed interface LineMatcher {
  boolean matches(byte[] text, int from, int to);

  /// What every line that matches has in it; null if there is no such text. One look for it in many
  /// lines at once saves the look at each.
  @Nullable LiteralSearcher required();

  static LineMatcher of(Search search) {
    String pattern = search.pattern();
    boolean fold = pattern.codePoints().noneMatch(Character::isUpperCase);
    boolean ascii = pattern.chars().allMatch(c -> c <= 0x7F);
    if (search.regex() && search.syntaxError() == null) {
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

  /// Why `regex` is none, in a sentence; null if it is one.
  static @Nullable String syntaxError(String regex) {
    try {
      Pattern.compile(regex);
      return null;
    } catch (PatternSyntaxException e) {
      return e.getDescription() + " at character " + (e.getIndex() + 1);
    }
  }

  /// A text, on the bytes.
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

  /// A regular expression, on the decoded line. One that gets lost in a line (it would take
  /// minutes, or all of the stack) does not match it.
  final class RegexMatcher implements LineMatcher {
    private final Matcher matcher;
    private final List<LiteralSearcher> required;
    private final RegexInput input = new RegexInput();

    /// @param required what stands in every match, the rarest first
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
