package dev.brummer.tui.model.list;

import dev.brummer.engine.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Detected URLs in order of detection, external ones last. Bounded: external URLs are evicted
/// first, then the oldest.
public final class UrlList {
  private static final int MAX_URLS = 500;

  private final List<UrlRow> rows = new ArrayList<>();
  private final Map<String, ProbeResult> probes = new HashMap<>();

  public void add(Event.UrlDetected event) {
    int at = find(event.process(), event.url());
    UrlRow old = at < 0 ? null : rows.get(at);
    UrlRow row =
        new UrlRow(
            event.process(),
            event.url(),
            event.scope(),
            event.label(),
            old == null ? null : old.proxyUrl(),
            old == null ? "" : old.problem(),
            event.line());
    if (old != null) {
      rows.set(at, row);
      return;
    }
    insert(row);
  }

  /// Inserts a row before the external ones.
  private void insert(UrlRow row) {
    rows.add(row.isExternal() ? rows.size() : count(), row);
    if (rows.size() > MAX_URLS) {
      boolean external = rows.getLast().isExternal() && !row.isExternal();
      rows.remove(external ? rows.size() - 1 : row.isExternal() ? count() : 0);
    }
  }

  /// Number of URLs that are not external.
  public int count() {
    int count = rows.size();
    while (count > 0 && rows.get(count - 1).isExternal()) {
      count--;
    }
    return count;
  }

  public void remove(Event.UrlExpired event) {
    rows.removeIf(row -> row.process() == event.process() && isSame(row.url(), event.url()));
  }

  public void routeOpened(Event.RouteOpened event) {
    updateRoute(event.process(), event.target(), event.proxied(), "");
  }

  public void routeClosed(Event.RouteClosed event) {
    updateRoute(event.process(), event.target(), null, event.reason());
  }

  /// Sets the route of all URLs of an origin. A route may be reported before its URL.
  private void updateRoute(int process, String target, @Nullable String at, String problem) {
    boolean found = false;
    for (int i = 0; i < rows.size(); i++) {
      UrlRow row = rows.get(i);
      if (row.process() == process && isWithin(row.url(), target)) {
        rows.set(i, row.withRoute(at == null ? null : at + path(row.url(), target), problem));
        found = true;
      }
    }
    if (!found && at != null) {
      insert(new UrlRow(process, target, Event.UrlDetected.Scope.LOCAL, "", at, problem, -1));
    }
  }

  private static boolean isWithin(String url, String target) {
    String origin = withoutTrailingSlash(target);
    return url.equals(origin) || url.startsWith(origin + "/");
  }

  /// The path of the printed URL below the proxied origin.
  private static String path(String url, String target) {
    String path = url.substring(Math.min(url.length(), withoutTrailingSlash(target).length()));
    return path.equals("/") ? "" : path;
  }

  private int find(int process, String url) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).process() == process && isSame(rows.get(i).url(), url)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isSame(String one, String other) {
    return withoutTrailingSlash(one).equals(withoutTrailingSlash(other));
  }

  private static String withoutTrailingSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /// Result of the last probe of a URL.
  ///
  /// @param status HTTP status, 0 if there was no response
  /// @param title page title, or the reason for the missing response
  /// @param page whether the response is an HTML page
  public record ProbeResult(int status, String title, boolean page, long atMillis) {
    /// A probe without a response.
    public static ProbeResult failed(String reason, long atMillis) {
      return new ProbeResult(0, reason, false, atMillis);
    }

    /// Preference for opening, lower is better.
    int rank() {
      boolean success = status >= 200 && status < 300;
      if (success && page) {
        return 0;
      }
      return status >= 300 && status < 400 ? 1 : success ? UNKNOWN_RANK + 1 : status > 0 ? 4 : 5;
    }
  }

  private static final int UNKNOWN_RANK = 2;

  public void recordProbe(String url, ProbeResult probe) {
    probes.put(url, probe);
    probes.keySet().retainAll(rows.stream().map(UrlRow::url).toList());
  }

  /// The last probe of a URL, null if it was not probed yet.
  public @Nullable ProbeResult probe(String url) {
    return probes.get(url);
  }

  /// A URL under which other machines reach the same server, null if there is none.
  public @Nullable String networkUrl(UrlRow row) {
    if (row.scope() == Event.UrlDetected.Scope.EXTERNAL
        || row.scope() == Event.UrlDetected.Scope.NETWORK) {
      return row.url();
    }
    String port = port(row.url());
    for (UrlRow other : rows) {
      if (other.scope() == Event.UrlDetected.Scope.NETWORK
          && other.process() == row.process()
          && port(other.url()).equals(port)) {
        return other.url();
      }
    }
    return null;
  }

  private static String port(String url) {
    int colon = url.indexOf(':', Math.max(0, url.indexOf("://")) + 3);
    int slash = colon < 0 ? -1 : url.indexOf('/', colon);
    return colon < 0 ? "" : slash < 0 ? url.substring(colon) : url.substring(colon, slash);
  }

  public List<UrlRow> rows() {
    return rows;
  }

  /// The URLs that may be opened for a process, in order of preference. External URLs are not among
  /// them.
  public List<UrlRow> candidatesFor(int process) {
    List<UrlRow> candidates = new ArrayList<>();
    for (UrlRow row : rows) {
      if (row.process() == process && !row.isExternal()) {
        candidates.add(row);
      }
    }
    candidates.sort((a, b) -> Integer.compare(rank(a), rank(b)));
    return candidates;
  }

  /// A page first, a proxied URL before a direct one, this machine before the network.
  private int rank(UrlRow row) {
    ProbeResult probe = probes.get(row.url());
    int response = probe == null ? UNKNOWN_RANK : probe.rank();
    int reach = row.proxyUrl() != null ? 0 : row.scope() == Event.UrlDetected.Scope.LOCAL ? 1 : 2;
    return row.scope() == Event.UrlDetected.Scope.NETWORK ? 100 : response * 10 + reach;
  }

  /// The URL to open for a process, or null if it has none.
  public @Nullable UrlRow preferredFor(int process) {
    List<UrlRow> candidates = candidatesFor(process);
    return candidates.isEmpty() ? null : candidates.getFirst();
  }
}
