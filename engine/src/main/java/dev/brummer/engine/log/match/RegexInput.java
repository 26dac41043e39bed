package dev.brummer.engine.log.match;

import java.nio.charset.StandardCharsets;

/// A line as a regular expression reads it (per character). It counts the looks: an expression that
/// tries all ways through a line takes exponentially many, and has to be stopped by somebody.
final class RegexInput implements CharSequence {
  /// Tens of milliseconds.
  private static final int MAX_READS = 10_000_000;

  private String text = "";
  private int reads;

  /// The expression has had its looks.
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
