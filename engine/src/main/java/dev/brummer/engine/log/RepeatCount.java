package dev.brummer.engine.log;

/// How often a line is repeated.
///
/// @param count lines that repeat it, itself not counted
/// @param reached number of the first line that has not been looked at
/// @param isFinal whether another line has come, so that `count` is final
public record RepeatCount(long count, long reached, boolean isFinal) {
  /// Nothing is known yet of the line with that number.
  public static RepeatCount startingAfter(long number) {
    return new RepeatCount(0, number + 1, false);
  }
}
