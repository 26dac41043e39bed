package dev.brummer.tui.model;

import java.nio.file.Path;

/// Commands of the UI to the proxy. Called on the thread `tui`; each call returns at once, its
/// outcome arrives as an event.
public interface ProxyControl {
  /// Opens a proxy route to a URL.
  void open(String url, int process);

  /// Closes the route.
  void close(String url);

  /// Sends a recorded request again.
  void replay(long request);

  /// Writes the recorded requests to a file in HAR format.
  void save(Path file);
}
