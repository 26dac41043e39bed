package dev.brummer.proxy.http;

import dev.brummer.engine.event.Event;
import dev.brummer.proxy.route.AddressResolver;
import dev.brummer.proxy.route.NetworkScope;
import dev.brummer.proxy.route.Origin;
import dev.brummer.proxy.route.Upstream;
import dev.brummer.proxy.route.Upstreams;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Resolves the targets of the forward proxy: a known dev server, whose pages get the script, or
/// any other server. Thread-safe.
public final class ForwardProxy {
  private static final int MAX_CACHED = 256;

  private final Upstreams upstreams;
  private final boolean tunnelsAnywhere;

  /// Other servers by [Origin#serverKey], least recently used first.
  private final Map<String, Upstream> cache = new LinkedHashMap<>(16, 0.75f, true);

  /// @param tunnelsAnywhere whether `CONNECT` may lead to public addresses
  public ForwardProxy(Upstreams upstreams, boolean tunnelsAnywhere) {
    this.upstreams = upstreams;
    this.tunnelsAnywhere = tunnelsAnywhere;
  }

  /// Whether a tunnel to the server is permitted: all its addresses are this machine or in private
  /// networks, or tunnels may lead anywhere.
  boolean mayTunnelTo(Upstream upstream) {
    return tunnelsAnywhere || upstream.allAddresses(NetworkScope::isPrivate);
  }

  /// Whether an address of the server is a listener on `port` of this machine.
  static boolean isListener(Upstream upstream, int port) {
    return upstream.target().port() == port
        && !upstream.allAddresses(address -> !NetworkScope.isThisMachine(address));
  }

  /// The server of an origin if its addresses are known.
  @Nullable Upstream findCached(Origin origin) {
    Upstream devServer = upstreams.find(origin);
    if (devServer != null) {
      return devServer;
    }
    synchronized (cache) {
      return cache.get(origin.serverKey());
    }
  }

  /// Resolves the host on a virtual thread.
  ///
  /// @param callback receives the server, or null for an unknown host; called on that thread
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

  /// Proxy auto-configuration that routes URLs without TLS through this proxy.
  static String pacFile(int port) {
    return """
    // brummer: requests without TLS go through the forward proxy.
    function FindProxyForURL(url, host) {
      return url.substring(0, 5) === "http:" ? "PROXY localhost:%d; DIRECT" : "DIRECT";
    }
    """
        .formatted(port);
  }
}
