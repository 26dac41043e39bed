package dev.brummer.proxy.http.message;

import dev.brummer.proxy.route.Origin;
import dev.brummer.proxy.route.Upstream;
import dev.brummer.proxy.route.Upstreams;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Says the server's addresses in the browser's words and the browser's in the server's: the server
/// is to see what it would see without us, so that its checks of `Host` and `Origin` hold.
public final class OriginMapping {
  private final Upstreams upstreams;
  private final Origin target;

  /// The origin under which the client asked.
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

  /// An absolute URL or origin of ours as the server knows it; others as they are.
  String toServer(String url) {
    Origin origin = Origin.of(url);
    Origin behind =
        origin == null ? null : origin.equals(clientOrigin) ? target : upstreams.targetOf(origin);
    return behind == null ? url : behind + url.substring(originLength(url));
  }

  /// An absolute URL of the server as the browser reaches it through us; others as they are.
  String toBrowser(String url) {
    Origin origin = Origin.of(url);
    boolean own = origin != null && origin.serverKey().equals(target.serverKey());
    return own ? clientOrigin + url.substring(originLength(url)) : url;
  }

  /// `Refresh: 3; url=http://…`.
  String refreshToBrowser(String value) {
    int at = value.toLowerCase(Locale.ROOT).indexOf("url=");
    if (at < 0) {
      return value;
    }
    boolean quoted = at + 4 < value.length() && "'\"".indexOf(value.charAt(at + 4)) >= 0;
    int start = at + (quoted ? 5 : 4);
    return value.substring(0, start) + toBrowser(value.substring(start));
  }

  /// A cookie without a `Domain` that names the server, where the browser knows it by another name;
  /// every other attribute stays as it is.
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

  /// The `Access-Control-Allow-Origin` for a browser that sent `sentOrigin`.
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
