package dev.brummer.app.operation;

/// What a run offers beyond its engine. Any thread; returns at once.
public interface RunControl {
  /// Opens a URL in the user's browser.
  ///
  /// @return false if no browser was found
  boolean openInBrowser(String url);

  /// Ends the run: stops all processes and exits brummer.
  ///
  /// @param by the client that asked, for the user
  void shutDown(String by);

  /// Whether agents may replay requests.
  default boolean replaysRequests() {
    return false;
  }
}
