package dev.brummer.tui.model;

import dev.brummer.tui.key.KeyContext;

/// The views of the main pane, in the order of their numbers.
public enum Tab {
  LOGS(KeyContext.LOGS, "Log"),
  ERRORS(KeyContext.ERRORS, "Err"),
  URLS(KeyContext.URLS, "URL"),
  REQUESTS(KeyContext.REQUESTS, "Req"),
  PAGES(KeyContext.PAGES, "Page"),
  AGENTS(KeyContext.AGENTS, "Agt"),
  SYSTEM(KeyContext.SYSTEM, "Sys");

  private static final Tab[] ALL = values();

  private final KeyContext context;
  private final String shortTitle;

  Tab(KeyContext context, String shortTitle) {
    this.context = context;
    this.shortTitle = shortTitle;
  }

  /// The context of the view's bindings.
  public KeyContext context() {
    return context;
  }

  public String title() {
    return context.title();
  }

  /// Three or four letters, for narrow terminals.
  public String shortTitle() {
    return shortTitle;
  }

  /// The key that selects the view, from 1.
  public int number() {
    return ordinal() + 1;
  }

  /// The view with this number; numbers out of range are clamped.
  public static Tab of(int number) {
    return ALL[Math.clamp(number, 1, ALL.length) - 1];
  }
}
