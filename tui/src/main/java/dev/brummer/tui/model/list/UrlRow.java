package dev.brummer.tui.model.list;

import dev.brummer.engine.event.Event;
import org.jspecify.annotations.Nullable;

/// A URL of a process and its proxy route.
///
/// @param label name printed next to the URL; may be empty
/// @param proxyUrl null if there is no route
/// @param problem why there is no route, or empty
/// @param line where it was printed, or -1
public record UrlRow(
    int process,
    String url,
    Event.UrlDetected.Scope scope,
    String label,
    @Nullable String proxyUrl,
    String problem,
    long line) {
  /// The proxy URL if there is one, otherwise the URL itself.
  public String preferred() {
    return proxyUrl == null ? url : proxyUrl;
  }

  /// True for a URL of another machine.
  public boolean isExternal() {
    return scope == Event.UrlDetected.Scope.EXTERNAL;
  }

  UrlRow withRoute(@Nullable String at, String problem) {
    return new UrlRow(process, url, scope, label, at, problem, line);
  }
}
