package dev.brummer.proxy.route;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Scheme, host and port of a URL. The host is in lower case, an IPv6 address in brackets, the port
/// always explicit.
public record Origin(String scheme, String host, int port) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "[::]");
  private static final String SUBDOMAIN_SUFFIX = ".localhost";
  private static final int MAX_LABEL = 63;
  private static final int MAX_NAME = 253;
  private static final int MAX_PORT_DIGITS = 5;

  /// The origin of an absolute http, https, ws or wss URL, else null.
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

  /// Path, query and fragment of an absolute URL, at least "/".
  public static String pathOf(String url) {
    int end = authorityEnd(url, url.indexOf("://") + 3);
    String path = url.substring(end);
    return path.startsWith("/") ? path : "/" + path;
  }

  /// The origin of an authority such as a `Host` value, or null if it is malformed.
  public static @Nullable Origin ofAuthority(String scheme, String authority, int defaultPort) {
    int colon = authority.lastIndexOf(':');
    boolean withPort = colon > authority.lastIndexOf(']');
    String host = (withPort ? authority.substring(0, colon) : authority).toLowerCase(Locale.ROOT);
    int port = withPort ? portOf(authority.substring(colon + 1), defaultPort) : defaultPort;
    boolean valid = host.startsWith("[") ? isIpLiteral(host) : isName(host);
    return valid && port >= 0 ? new Origin(scheme, host, port) : null;
  }

  /// Whether the text is an IPv6 address in brackets.
  private static boolean isIpLiteral(String host) {
    boolean valid = host.length() > 3 && host.endsWith("]");
    int colons = 0;
    for (int i = 1; valid && i < host.length() - 1; i++) {
      char c = host.charAt(i);
      colons += c == ':' ? 1 : 0;
      valid = c == ':' || c == '.' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
    return valid && colons >= 2;
  }

  /// Whether the text is a name or an IPv4 address: labels of letters, digits, `-` and `_`, at most
  /// one dot at the end.
  private static boolean isName(String host) {
    int labelStart = 0;
    for (int i = 0; i <= host.length(); i++) {
      char c = i < host.length() ? host.charAt(i) : '.';
      boolean inLabel =
          (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
      if (!inLabel) {
        return false;
      }
      if (c == '.') {
        boolean root = i == host.length() && labelStart == i && i > 0;
        if (i - labelStart > MAX_LABEL || (i == labelStart && !root)) {
          return false;
        }
        labelStart = i + 1;
      }
    }
    return !host.isEmpty() && host.length() <= MAX_NAME;
  }

  /// Whether an absolute URL has a user name or password before its host.
  public static boolean hasUserInfo(String url) {
    int from = url.indexOf("://") + 3;
    return from >= 3 && url.lastIndexOf('@', authorityEnd(url, from) - 1) >= from;
  }

  private static int portOf(String digits, int defaultPort) {
    if (digits.isEmpty()) {
      return defaultPort;
    }
    int port = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9 || i == MAX_PORT_DIGITS) {
        return -1;
      }
      port = port * 10 + digit;
    }
    return port <= 65535 ? port : -1;
  }

  /// Whether an absolute http URL has this authority.
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

  /// `host:port` as in a `Host` header; the default port is omitted.
  public String authority() {
    int defaultPort = isTls() ? 443 : 80;
    return port == defaultPort ? host : host + ":" + port;
  }

  /// Whether the host is this machine, independent of its network addresses.
  public boolean isLoopback() {
    return isLoopbackName(host) || isAnyAddress();
  }

  /// Whether the host is the unspecified address, on which servers listen but no client connects.
  public boolean isAnyAddress() {
    return ANY_ADDRESS.contains(host);
  }

  /// Whether the host is a name under which a local browser may request a proxied page.
  public static boolean isLoopbackName(String host) {
    return LOOPBACK.contains(host) || isLocalhostSubdomain(host);
  }

  /// Whether the host is a name below `localhost`, by which a server may tell its sites apart.
  public static boolean isLocalhostSubdomain(String host) {
    return host.endsWith(SUBDOMAIN_SUFFIX);
  }

  public boolean isTls() {
    return scheme.equals("https") || scheme.equals("wss");
  }

  public Origin withHost(String other) {
    return other.equals(host) ? this : new Origin(scheme, other, port);
  }

  /// Key equal for origins of the same server; all loopback names are one, and so are `http` and
  /// `ws`.
  public String serverKey() {
    String transport = scheme.equals("ws") ? "http" : scheme.equals("wss") ? "https" : scheme;
    return transport + "://" + (isLoopback() ? "localhost" : host) + ":" + port;
  }

  @Override
  public String toString() {
    return scheme + "://" + authority();
  }
}
