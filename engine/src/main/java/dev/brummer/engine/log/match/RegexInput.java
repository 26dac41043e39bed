package dev.brummer.engine.log.match;

import java.nio.charset.StandardCharsets;

/// A line as a regular expression reads it (per character). It counts the looks: an expression that
/// tries all ways through a line takes exponentially many, and has to be stopped by somebody.
final class RegexInput implements CharSequence {
  /// Tens of milliseconds.
  private static final int MOST_LOOKS = 10_000_000;

  private String text = "";
  private int looks;

  /// The expression has had its looks.
  static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLong() {
      super(null, null, false, false);
    }
  }

  RegexInput of(byte[] bytes, int from, int to) {
    text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    looks = 0;
    return this;
  }

  @Override
  public char charAt(int index) {
    if (++looks > MOST_LOOKS) {
      throw new TooLong();
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
