package dev.brummer.tui.key;

/// Where a binding holds. A key is looked up in the context that has the focus, then in `GLOBAL`; a
/// dialogue hides all others.
public enum KeyContext {
  GLOBAL("Everywhere"),
  PROCESSES("Processes"),
  LOGS("Logs"),
  ERRORS("Errors"),
  URLS("URLs"),
  REQUESTS("Requests"),
  PAGES("Pages"),
  AGENTS("Agents"),
  SYSTEM("System"),
  DIALOG("Dialogues"),
  INTERACTIVE("Typing to a process"),
  QUITTING("Quitting");

  private final String title;

  KeyContext(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /// Whether it hides the bindings of `GLOBAL`.
  public boolean isModal() {
    return this == DIALOG || this == INTERACTIVE || this == QUITTING;
  }
}
