package dev.brummer.tui.model;

/// The views of the main pane, in the order of their numbers.
public enum Tab {
  LOGS("Logs"),
  ERRORS("Errors"),
  URLS("URLs"),
  REQUESTS("Requests"),
  PAGES("Pages"),
  AGENTS("Agents"),
  SYSTEM("System");

  private static final Tab[] ALL = values();

  private final String title;

  Tab(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /// As typed, from 1.
  public int number() {
    return ordinal() + 1;
  }

  /// The view with that number.
  public static Tab of(int number) {
    return ALL[Math.clamp(number, 1, ALL.length) - 1];
  }
}
