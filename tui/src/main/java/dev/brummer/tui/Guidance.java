package dev.brummer.tui;

/// What the UI explains at its start without being asked.
public enum Guidance {
  NONE,
  /// One line that says what to do next, until a process runs and its views have been found.
  FIRST_STEPS,
  /// The tour of the views.
  TOUR
}
