package dev.brummer.tui.key;

/// The part of the UI that a binding belongs to. A key is looked up in the focused context, then in
/// `GLOBAL`; a modal context hides `GLOBAL`.
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
  DIALOG("Dialogs"),
  START_GROUP("Start a group"),
  ORPHANS("Processes of an earlier run"),
  CONFIG_CHANGE("Changed configuration"),
  INTERACTIVE("Terminal"),
  QUITTING("Quitting");

  private final String title;

  KeyContext(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /// Whether the context hides the bindings of `GLOBAL`.
  public boolean isModal() {
    return this == DIALOG
        || this == START_GROUP
        || this == ORPHANS
        || this == CONFIG_CHANGE
        || this == INTERACTIVE
        || this == QUITTING;
  }
}
