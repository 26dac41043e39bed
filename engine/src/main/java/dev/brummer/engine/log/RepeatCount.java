package dev.brummer.engine.log;

/// Number of repeats of a line.
///
/// @param count repeats so far, the line itself excluded
/// @param reached number of the first line not examined
/// @param isFinal whether a different line followed, so `count` does not change any more
public record RepeatCount(long count, long reached, boolean isFinal) {
  /// Initial count of the line with this number.
  public static RepeatCount startingAfter(long number) {
    return new RepeatCount(0, number + 1, false);
  }
}
