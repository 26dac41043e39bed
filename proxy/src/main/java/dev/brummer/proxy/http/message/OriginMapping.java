package dev.brummer.proxy.http.message;

import dev.brummer.proxy.route.Origin;
import dev.brummer.proxy.route.Upstream;
import dev.brummer.proxy.route.Upstreams;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Translates URLs between the origins seen by the browser and those of the servers. A server sees
/// the same values as without the proxy, so that its checks of `Host` and `Origin` hold, and the
/// browser sees every known server behind the proxy.
///
/// Only scheme and port differ between the two sides; a name below `localhost` is kept. The other
/// loopback names of the server itself stand for each other: the browser may request as `localhost`
/// what was printed as `127.0.0.1`.
public final class OriginMapping {
  private final Upstreams upstreams;
  private final Upstream upstream;

  /// The server as the client names it.
  private final Origin target;

  private final String targetAuthority;

  /// The origin requested by the client.
  private final Origin clientOrigin;

  private final String clientOriginText;

  /// The client knows the server by its own origin, through the forward proxy.
  private final boolean identical;

  public OriginMapping(Upstreams upstreams, Upstream upstream, String host) {
    this.upstreams = upstreams;
    this.upstream = upstream;
    Origin origin = Origin.ofAuthority("http", host, 80);
    this.clientOrigin = origin == null ? new Origin("http", "localhost", upstream.port()) : origin;
    this.target = serverOrigin(upstream, clientOrigin.host());
    this.targetAuthority = target.authority();
    this.clientOriginText = clientOrigin.toString();
    this.identical = clientOrigin.serverKey().equals(target.serverKey());
  }

  /// The origin of the server as the client names it.
  public Origin target() {
    return target;
  }

  /// [Origin#authority] of the target.
  String targetAuthority() {
    return targetAuthority;
  }

  public Origin clientOrigin() {
    return clientOrigin;
  }

  /// The client's origin as text.
  public String clientOriginText() {
    return clientOriginText;
  }

  /// The origin that a server would be asked for without the proxy by a client that uses this name.
  private static Origin serverOrigin(Upstream upstream, String clientHost) {
    Origin printed = upstream.target();
    boolean named =
        Origin.isLocalhostSubdomain(clientHost)
            || Origin.isLocalhostSubdomain(printed.host())
            || printed.isAnyAddress();
    boolean kept = printed.isLoopback() && named && Origin.isLoopbackName(clientHost);
    return kept ? printed.withHost(clientHost) : printed;
  }

  /// Translates an absolute URL or origin of the proxy for the server; others stay unchanged.
  String toServer(String url) {
    Origin origin = identical ? null : Origin.of(url);
    Origin behind = origin == null ? null : behind(origin);
    return behind == null ? url : behind + url.substring(originEnd(url));
  }

  private @Nullable Origin behind(Origin origin) {
    if (origin.equals(clientOrigin)) {
      return target;
    }
    Upstream other = upstreams.behind(origin);
    return other == null ? null : serverOrigin(other, origin.host());
  }

  /// Translates an absolute or scheme-relative URL of a known server for the browser; others stay
  /// unchanged.
  public String toBrowser(String url) {
    if (identical) {
      return url;
    }
    boolean relative = isSchemeRelative(url);
    Origin origin = Origin.of(relative ? target.scheme() + "://" + url.substring(2) : url);
    Origin mapped = origin == null ? null : toBrowser(origin);
    if (mapped == null) {
      return url;
    }
    String rest = url.substring(originEnd(url));
    return relative ? "//" + mapped.authority() + rest : mapped + rest;
  }

  /// Whether [#toBrowser(String)] may translate URLs with this port.
  boolean isKnownPort(int port) {
    return !identical && (port == upstream.target().port() || upstreams.serveOn(port));
  }

  /// Whether [#toBrowser(String)] may translate URLs without a port.
  boolean knowsImpliedPort() {
    return isKnownPort(80) || isKnownPort(443);
  }

  private @Nullable Origin toBrowser(Origin origin) {
    Upstream known =
        origin.serverKey().equals(upstream.target().serverKey()) ? upstream : find(origin);
    if (known == null) {
      return null;
    }
    boolean own = known.equals(upstream);
    boolean webSocket = origin.scheme().startsWith("ws");
    return new Origin(
        webSocket ? "ws" : "http",
        own ? ownHost(origin) : Origin.isLoopbackName(origin.host()) ? origin.host() : "localhost",
        own ? clientOrigin.port() : known.port());
  }

  private @Nullable Upstream find(Origin origin) {
    return origin.isLoopback() ? upstreams.find(origin) : null;
  }

  private String ownHost(Origin origin) {
    if (Origin.isLocalhostSubdomain(origin.host())) {
      return origin.host();
    }
    boolean clientIsSite = Origin.isLocalhostSubdomain(clientOrigin.host());
    return clientIsSite && Origin.isLoopbackName(origin.host())
        ? origin.host()
        : clientOrigin.host();
  }

  /// Translates a source expression of a security policy, such as `http://localhost:3000/js/` or
  /// `localhost:3000`; others stay unchanged.
  public String sourceToBrowser(String source) {
    if (source.contains("//")) {
      return toBrowser(source);
    }
    int colon = source.lastIndexOf(':');
    if (colon < 0 || source.startsWith("'")) {
      return source;
    }
    String mapped = toBrowser("http://" + source);
    mapped = mapped.endsWith(source) ? toBrowser("https://" + source) : mapped;
    return mapped.endsWith(source) ? source : mapped.substring(mapped.indexOf("//") + 2);
  }

  /// Translates the targets of a `Link` header: `<http://localhost:3000/a.css>; rel=preload`.
  String linksToBrowser(String value) {
    StringBuilder mapped = new StringBuilder(value.length());
    int from = 0;
    int open;
    while ((open = value.indexOf('<', from)) >= 0) {
      int close = value.indexOf('>', open);
      if (close < 0) {
        break;
      }
      mapped.append(value, from, open + 1).append(toBrowser(value.substring(open + 1, close)));
      from = close;
    }
    return mapped.append(value, from, value.length()).toString();
  }

  /// Translates the URL in `Refresh: 3; url=http://…`.
  String refreshToBrowser(String value) {
    int at = value.toLowerCase(Locale.ROOT).indexOf("url=");
    if (at < 0) {
      return value;
    }
    boolean quoted = at + 4 < value.length() && "'\"".indexOf(value.charAt(at + 4)) >= 0;
    int start = at + (quoted ? 5 : 4);
    return value.substring(0, start) + toBrowser(value.substring(start));
  }

  /// Removes a `Domain` attribute that names the server but does not cover the name by which the
  /// browser knows it; other attributes stay unchanged.
  String cookieToBrowser(String cookie) {
    if (identical || cookie.indexOf(';') < 0) {
      return cookie;
    }
    StringBuilder kept = new StringBuilder(cookie.length());
    for (String part : cookie.split(";", -1)) {
      if (!isForeignDomain(part)) {
        kept.append(kept.isEmpty() ? "" : ";").append(part);
      }
    }
    return kept.toString();
  }

  private boolean isForeignDomain(String attribute) {
    int equals = attribute.indexOf('=');
    if (equals < 0 || !attribute.substring(0, equals).strip().equalsIgnoreCase("domain")) {
      return false;
    }
    String domain = attribute.substring(equals + 1).strip().toLowerCase(Locale.ROOT);
    String bare = domain.startsWith(".") ? domain.substring(1) : domain;
    boolean named = bare.equals(target.host()) || Origin.isLoopbackName(bare);
    return named && !covers(bare, clientOrigin.host());
  }

  /// Whether a cookie of the domain may be set by the host. Browsers treat `localhost` as a public
  /// suffix.
  private static boolean covers(String domain, String host) {
    return host.equals(domain) || (!domain.equals("localhost") && host.endsWith("." + domain));
  }

  /// Translates the origins in `Access-Control-Allow-Origin` or `Timing-Allow-Origin` for a browser
  /// that sent `sentOrigin`: the one that stands for the sending page.
  String allowedOriginToBrowser(String value, @Nullable String sentOrigin) {
    Origin page = identical || sentOrigin == null ? null : Origin.of(sentOrigin);
    Origin behind = page == null ? null : behind(page);
    if (page == null || behind == null) {
      return value;
    }
    StringBuilder mapped = new StringBuilder(value.length());
    for (String part : value.split(",", -1)) {
      String allowed = part.strip();
      boolean meant =
          allowed.equals(behind.toString())
              || allowed.equals(behind.withHost(page.host()).toString());
      mapped.append(mapped.isEmpty() ? "" : ",").append(meant ? page.toString() : part);
    }
    return mapped.toString();
  }

  private static boolean isSchemeRelative(String url) {
    return url.length() > 2 && isSlash(url.charAt(0)) && isSlash(url.charAt(1));
  }

  private static boolean isSlash(char c) {
    return c == '/' || c == '\\';
  }

  /// The end of scheme and authority in an absolute or scheme-relative URL.
  private static int originEnd(String url) {
    int at = isSchemeRelative(url) ? 2 : url.indexOf("://") + 3;
    while (at < url.length() && "/?#\\".indexOf(url.charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
