package dev.brummer.tui.model;

/// A message shown for a limited time.
public record Toast(String text, Severity severity, long untilMillis) {
  /// How long a toast is shown.
  public static final long DURATION_MILLIS = 5000;

  /// Severity of a toast.
  public enum Severity {
    SUCCESS,
    INFO,
    ERROR
  }
}
