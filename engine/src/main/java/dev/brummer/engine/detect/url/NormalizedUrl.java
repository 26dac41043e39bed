package dev.brummer.engine.detect.url;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A URL in canonical form: scheme and host in lower case, without user info, default port and a
/// lone trailing slash. Wildcard addresses (`0.0.0.0`, `[::]`, `*`) become `localhost`, the address
/// a browser can open.
///
/// @param host without brackets
/// @param port -1 for the default port of the scheme
/// @param rest path, query and fragment; may be empty
record NormalizedUrl(String scheme, String host, int port, String rest) {
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)(?:%\\w+)?\\]|([^:]*|::))(?::(\\d{1,5}))?");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?");

  /// Parses `scheme://rest`; null if the URL cannot be opened.
  static @Nullable NormalizedUrl parse(String url) {
    int colon = url.indexOf("://");
    String scheme = url.substring(0, colon).toLowerCase(Locale.ROOT);
    int start = colon + 3;
    int end = start;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    String authority = url.substring(start, end);
    authority = authority.substring(authority.lastIndexOf('@') + 1);
    Matcher match = AUTHORITY.matcher(authority);
    if (!match.matches()) {
      return null;
    }
    String literal = match.group(1);
    String host = literal == null ? parseHost(match.group(2)) : canonical(literal);
    int port = match.group(3) == null ? -1 : Integer.parseInt(match.group(3));
    if (host == null || port == 0 || port > 65535) {
      return null;
    }
    String rest = url.substring(end);
    return new NormalizedUrl(
        scheme,
        isWildcard(host) ? "localhost" : host,
        explicitPort(scheme, port),
        rest.equals("/") ? "" : rest);
  }

  private static @Nullable String parseHost(String text) {
    if (text.equals("*") || text.equals("+") || text.equals("::")) {
      return "0.0.0.0";
    }
    return HOST.matcher(text).matches() ? text.toLowerCase(Locale.ROOT) : null;
  }

  /// Canonical spelling of an IPv6 address: lower case, no leading zeros, the full forms of the
  /// wildcard and loopback addresses abbreviated.
  static String canonical(String ip) {
    String text = ip.toLowerCase(Locale.ROOT);
    if (text.indexOf(':') < 0) {
      return text;
    }
    String[] parts = text.split(":", -1);
    if (parts.length != 8 || text.contains("::")) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (String part : parts) {
      String digits = part.replaceFirst("^0+(?=.)", "");
      plain.append(plain.isEmpty() ? "" : ":").append(digits);
    }
    return plain.toString().replaceFirst("(?:^|:)0(?::0)+(?::|$)", "::");
  }

  private static boolean isWildcard(String host) {
    return host.equals("0.0.0.0") || host.equals("::");
  }

  private static int explicitPort(String scheme, int port) {
    boolean isDefault = port == (scheme.equals("https") ? 443 : 80);
    return isDefault ? -1 : port;
  }

  /// The port, or the default port of the scheme.
  int effectivePort() {
    return port > 0 ? port : scheme.equals("https") ? 443 : 80;
  }

  boolean isLoopback() {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("::1")
        || host.startsWith("127.");
  }

  String origin() {
    String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return scheme + "://" + name + (port < 0 ? "" : ":" + port);
  }

  String text() {
    return origin() + rest;
  }
}
