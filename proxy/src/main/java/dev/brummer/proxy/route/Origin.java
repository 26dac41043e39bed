package dev.brummer.proxy.route;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Scheme, host and port of a URL. The host is in lower case, an IPv6 address in brackets; the port
/// is never left out.
public record Origin(String scheme, String host, int port) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "[::]");

  /// The origin of an absolute http, https, ws or wss URL, or null if it is none.
  public static @Nullable Origin of(String url) {
    int colon = url.indexOf("://");
    if (colon < 0) {
      return null;
    }
    String scheme = url.substring(0, colon).toLowerCase(Locale.ROOT);
    int defaultPort =
        switch (scheme) {
          case "http", "ws" -> 80;
          case "https", "wss" -> 443;
          default -> -1;
        };
    int end = authorityEnd(url, colon + 3);
    return defaultPort < 0
        ? null
        : ofAuthority(scheme, stripUserInfo(url.substring(colon + 3, end)), defaultPort);
  }

  /// What follows the origin in an absolute URL: path, query and fragment, at least "/".
  public static String pathOf(String url) {
    int end = authorityEnd(url, url.indexOf("://") + 3);
    String path = url.substring(end);
    return path.startsWith("/") ? path : "/" + path;
  }

  /// An origin from a `Host` header or the like, or null if it is malformed.
  public static @Nullable Origin ofAuthority(String scheme, String authority, int defaultPort) {
    int colon = authority.lastIndexOf(':');
    boolean withPort = colon > authority.lastIndexOf(']');
    String host = (withPort ? authority.substring(0, colon) : authority).toLowerCase(Locale.ROOT);
    int port = withPort ? portOf(authority.substring(colon + 1), defaultPort) : defaultPort;
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (host.isEmpty() || port < 0 || (!bracketed && host.indexOf(':') >= 0)) {
      return null;
    }
    return new Origin(scheme, host, port);
  }

  private static int portOf(String digits, int defaultPort) {
    if (digits.isEmpty()) {
      return defaultPort;
    }
    boolean valid = digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    int port = valid ? Integer.parseInt(digits) : -1;
    return port <= 65535 ? port : -1;
  }

  /// Whether an absolute http URL begins with that authority.
  public static boolean hasAuthority(String url, String authority) {
    int end = "http://".length() + authority.length();
    return url.startsWith("http://")
        && url.startsWith(authority, "http://".length())
        && (url.length() == end || url.charAt(end) == '/');
  }

  private static int authorityEnd(String url, int from) {
    int end = from;
    while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static String stripUserInfo(String authority) {
    return authority.substring(authority.lastIndexOf('@') + 1);
  }

  /// `host:port` as in a `Host` header: the port only where it is not the scheme's own.
  public String authority() {
    int defaultPort = scheme.equals("https") || scheme.equals("wss") ? 443 : 80;
    return port == defaultPort ? host : host + ":" + port;
  }

  /// Whether the host is this machine whatever its addresses are.
  public boolean isLoopback() {
    return isLoopbackName(host) || ANY_ADDRESS.contains(host);
  }

  /// The names under which a browser on this machine may ask for a proxied page.
  public static boolean isLoopbackName(String host) {
    return LOOPBACK.contains(host) || host.endsWith(".localhost");
  }

  /// Equal for origins that are the same server: all loopback names are one.
  public String serverKey() {
    return scheme + "://" + (isLoopback() ? "localhost" : host) + ":" + port;
  }

  @Override
  public String toString() {
    return scheme + "://" + authority();
  }
}
