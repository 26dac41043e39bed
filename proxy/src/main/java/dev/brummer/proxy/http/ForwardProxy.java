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
  private static final int MAX_CACHED = 256;

  private final Upstreams upstreams;

  /// Other servers, by [Origin#serverKey], the one asked longest ago first.
  private final Map<String, Upstream> cache = new LinkedHashMap<>(16, 0.75f, true);

  public ForwardProxy(Upstreams upstreams) {
    this.upstreams = upstreams;
  }

  /// The site of an origin if its addresses are known already.
  @Nullable Upstream findCached(Origin origin) {
    Upstream own = upstreams.find(origin);
    if (own != null) {
      return own;
    }
    synchronized (cache) {
      return cache.get(origin.serverKey());
    }
  }

  /// Looks the host up, on a thread of its own.
  ///
  /// @param callback told the site, or null if there is no such host; on that thread
  void resolve(Origin origin, Consumer<@Nullable Upstream> callback) {
    Thread.ofVirtual().name("resolve").start(() -> callback.accept(resolveBlocking(origin)));
  }

  private @Nullable Upstream resolveBlocking(Origin origin) {
    try {
      Upstream upstream = new Upstream(origin, AddressResolver.resolve(origin), Event.BRUMMER);
      synchronized (cache) {
        cache.put(origin.serverKey(), upstream);
        if (cache.size() > MAX_CACHED) {
          cache.remove(cache.keySet().iterator().next());
        }
      }
      return upstream;
    } catch (UnknownHostException unknown) {
      return null;
    }
  }

  /// Tells browsers which URLs to ask this proxy for: those without TLS, which it can show.
  static String pacFile(int port) {
    return """
    // brummer: pages without TLS come through the forward proxy and are shown.
    function FindProxyForURL(url, host) {
      return url.substring(0, 5) === "http:" ? "PROXY localhost:%d; DIRECT" : "DIRECT";
    }
    """
        .formatted(port);
  }
}
