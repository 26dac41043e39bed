package dev.brummer.engine;

/// A row of the table that `make soak` prints, as a line of the test's output.
public final class SoakResult {
  private SoakResult() {}

  /// Prints the row.
  ///
  /// @param wanted the limit in words
  /// @param met whether the measured value is within the limit
  public static void print(String what, String wanted, String measured, boolean met, Object seed) {
    System.out.printf(
        "%nsoak|%s|%s|%s|%s|%s%n", what, wanted, measured, met ? "ok" : "FAILED", seed);
  }
}
