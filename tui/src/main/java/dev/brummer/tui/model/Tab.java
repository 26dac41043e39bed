package dev.brummer.tui.model;

import dev.brummer.tui.key.KeyContext;

/// The views of the main pane, in the order of their numbers.
public enum Tab {
  LOGS(KeyContext.LOGS),
  ERRORS(KeyContext.ERRORS),
  URLS(KeyContext.URLS),
  REQUESTS(KeyContext.REQUESTS),
  PAGES(KeyContext.PAGES),
  AGENTS(KeyContext.AGENTS),
  SYSTEM(KeyContext.SYSTEM);

  private static final Tab[] ALL = values();

  private final KeyContext context;

  Tab(KeyContext context) {
    this.context = context;
  }

  /// The context of the view's bindings.
  public KeyContext context() {
    return context;
  }

  public String title() {
    return context.title();
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
