package dev.brummer.proxy.http;

import dev.brummer.engine.event.Event;
import dev.brummer.proxy.route.AddressResolver;
import dev.brummer.proxy.route.Origin;
import dev.brummer.proxy.route.Upstream;
import dev.brummer.proxy.route.Upstreams;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where the forward proxy sends a request: to a dev server that is known, then the page gets the
/// script, or to any other server. Any thread.
public final class ForwardProxy {
  private static final int REMEMBERED = 256;

  private final Upstreams sites;

  /// Other servers, by [Origin#server], the one asked longest ago first.
  private final Map<String, Upstream> others = new LinkedHashMap<>(16, 0.75f, true);

  public ForwardProxy(Upstreams sites) {
    this.sites = sites;
  }

  /// The site of an origin if its addresses are known already.
  @Nullable Upstream known(Origin origin) {
    Upstream own = sites.serving(origin);
    if (own != null) {
      return own;
    }
    synchronized (others) {
      return others.get(origin.server());
    }
  }

  /// Looks the host up, on a thread of its own.
  ///
  /// @param then told the site, or null if there is no such host; on that thread
  void resolve(Origin origin, Consumer<@Nullable Upstream> then) {
    Thread.ofVirtual().name("resolve").start(() -> then.accept(resolved(origin)));
  }

  private @Nullable Upstream resolved(Origin origin) {
    try {
      Upstream site = new Upstream(origin, AddressResolver.of(origin), Event.BRUMMER);
      synchronized (others) {
        others.put(origin.server(), site);
        if (others.size() > REMEMBERED) {
          others.remove(others.keySet().iterator().next());
        }
      }
      return site;
    } catch (UnknownHostException unknown) {
      return null;
    }
  }

  /// Tells browsers which URLs to ask this proxy for: those without TLS, which it can show.
  static String autoConfiguration(int port) {
    return """
    // brummer: pages without TLS come through the forward proxy and are shown.
    function FindProxyForURL(url, host) {
      return url.substring(0, 5) === "http:" ? "PROXY localhost:%d; DIRECT" : "DIRECT";
    }
    """
        .formatted(port);
  }
}
