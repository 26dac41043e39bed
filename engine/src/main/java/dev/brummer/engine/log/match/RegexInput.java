package dev.brummer.engine.log.match;

import java.nio.charset.StandardCharsets;

/// A line as input of a regular expression, with a budget of character reads: backtracking may take
/// exponential time and must be stopped. Runs per character.
final class RegexInput implements CharSequence {
  /// Takes tens of milliseconds.
  private static final int MAX_READS = 10_000_000;

  private String text = "";
  private int reads;

  /// Signals that the budget of character reads is exhausted.
  static final class MatchBudgetExceededException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MatchBudgetExceededException() {
      super(null, null, false, false);
    }
  }

  RegexInput reset(byte[] bytes, int from, int to) {
    text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    reads = 0;
    return this;
  }

  @Override
  public char charAt(int index) {
    if (++reads > MAX_READS) {
      throw new MatchBudgetExceededException();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
