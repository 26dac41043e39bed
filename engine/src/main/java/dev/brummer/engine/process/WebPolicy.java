package dev.brummer.engine.process;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Declares how a process is reached by a browser.
///
/// @param url URL of the process, offered once it is ready; null to detect the URLs
/// @param proxied whether the URLs of the process get a proxy
public record WebPolicy(@Nullable URI url, boolean proxied) {
  /// The default: URLs are detected and proxied.
  public static final WebPolicy DETECTED = new WebPolicy(null, true);

  /// Whether the ports of the process may be asked for their protocol. A declared URL makes the
  /// question unnecessary, and a process without a proxy is left alone.
  public boolean detectsPorts() {
    return url == null && proxied;
  }

  /// The port of the declared URL, 0 without one.
  public int port() {
    if (url == null) {
      return 0;
    }
    return url.getPort() > 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
  }
}
