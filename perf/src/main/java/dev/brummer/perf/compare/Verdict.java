package dev.brummer.perf.compare;

/// Result of a comparison.
public enum Verdict {
  BETTER("better"),
  WORSE("worse"),
  SAME("no difference"),
  /// Too few samples on one side.
  UNKNOWN("too few samples");

  private final String text;

  Verdict(String words) {
    this.text = words;
  }

  public String text() {
    return text;
  }
}
