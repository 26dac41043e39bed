package dev.brummer.proxy.http.message;

import dev.brummer.proxy.route.Origin;
import dev.brummer.proxy.route.Upstream;
import dev.brummer.proxy.route.Upstreams;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Translates URLs between the origin seen by the browser and the origin of the server. The server
/// sees the same values as without the proxy, so that its checks of `Host` and `Origin` hold.
public final class OriginMapping {
  private final Upstreams upstreams;
  private final Origin target;

  /// The origin requested by the client.
  private final Origin clientOrigin;

  public OriginMapping(Upstreams upstreams, Upstream upstream, String host) {
    this.upstreams = upstreams;
    this.target = upstream.target();
    Origin origin = Origin.ofAuthority("http", host, 80);
    this.clientOrigin = origin == null ? new Origin("http", "localhost", upstream.port()) : origin;
  }

  public Origin target() {
    return target;
  }

  public Origin clientOrigin() {
    return clientOrigin;
  }

  /// Translates an absolute URL or origin of the proxy for the server; others stay unchanged.
  String toServer(String url) {
    Origin origin = Origin.of(url);
    Origin behind =
        origin == null ? null : origin.equals(clientOrigin) ? target : upstreams.targetOf(origin);
    return behind == null ? url : behind + url.substring(originLength(url));
  }

  /// Translates an absolute URL of the server for the browser; others stay unchanged.
  String toBrowser(String url) {
    Origin origin = Origin.of(url);
    boolean isTarget = origin != null && origin.serverKey().equals(target.serverKey());
    return isTarget ? clientOrigin + url.substring(originLength(url)) : url;
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

  /// Removes a `Domain` attribute that names the server if the browser knows it by another name;
  /// other attributes stay unchanged.
  String cookieToBrowser(String cookie) {
    if (clientOrigin.host().equals(target.host())) {
      return cookie;
    }
    StringBuilder kept = new StringBuilder(cookie.length());
    for (String part : cookie.split(";", -1)) {
      if (!isTargetDomain(part)) {
        kept.append(kept.isEmpty() ? "" : ";").append(part);
      }
    }
    return kept.toString();
  }

  private boolean isTargetDomain(String attribute) {
    int equals = attribute.indexOf('=');
    if (equals < 0 || !attribute.substring(0, equals).strip().equalsIgnoreCase("domain")) {
      return false;
    }
    String domain = attribute.substring(equals + 1).strip().toLowerCase(Locale.ROOT);
    String bare = domain.startsWith(".") ? domain.substring(1) : domain;
    return bare.equals(target.host()) || Origin.isLoopbackName(bare);
  }

  /// Translates `Access-Control-Allow-Origin` for a browser that sent `sentOrigin`.
  String allowedOriginToBrowser(String value, @Nullable String sentOrigin) {
    return sentOrigin != null && value.equals(toServer(sentOrigin)) ? sentOrigin : value;
  }

  private static int originLength(String url) {
    int at = url.indexOf("://") + 3;
    while (at < url.length() && "/?#\\".indexOf(url.charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
