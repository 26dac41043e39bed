package dev.brummer.tui.model;

/// A sentence that is shown for a while.
public record Toast(String text, Mood mood, long untilMillis) {
  /// How long it stays.
  public static final long MILLIS = 5000;

  /// What it is about.
  public enum Mood {
    DONE,
    NOTICE,
    TROUBLE
  }
}
