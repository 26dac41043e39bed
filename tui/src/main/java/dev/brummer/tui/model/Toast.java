package dev.brummer.tui.model;

/// A sentence that is shown for a while.
public record Toast(String text, Severity severity, long untilMillis) {
  /// How long it stays.
  public static final long DURATION_MILLIS = 5000;

  /// What it is about.
  public enum Severity {
    SUCCESS,
    INFO,
    ERROR
  }
}
