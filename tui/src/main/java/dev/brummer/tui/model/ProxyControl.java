package dev.brummer.tui.model;

import java.nio.file.Path;

/// What the UI asks of the proxy. Called on the thread `tui`; every call returns at once, and what
/// becomes of it is told on the bus.
public interface ProxyControl {
  /// Puts the proxy before a URL.
  void open(String url, int process);

  /// Takes it away.
  void close(String url);

  /// Sends a request once more.
  void replay(long request);

  /// Writes the remembered requests to a file, as an HTTP archive.
  void save(Path file);
}
