package dev.brummer.perf.compare;

/// What a comparison comes to.
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
