package dev.brummer.proxy.route;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All upstreams by listener port: replaced as a whole by `proxy-routes`, read by every event loop.
public final class Upstreams {
  private volatile Map<Integer, Upstream> byPort = Map.of();

  public void replace(Map<Integer, Upstream> upstreams) {
    byPort = Map.copyOf(upstreams);
  }

  public @Nullable Upstream onPort(int port) {
    return byPort.get(port);
  }

  /// The upstream serving this origin, or null.
  public @Nullable Upstream find(Origin origin) {
    for (Upstream upstream : byPort.values()) {
      if (upstream.target().serverKey().equals(origin.serverKey())) {
        return upstream;
      }
    }
    return null;
  }

  /// The server's origin behind an origin of the proxy; null for foreign origins.
  public @Nullable Origin targetOf(@Nullable Origin origin) {
    Upstream upstream =
        origin != null && Origin.isLoopbackName(origin.host()) ? onPort(origin.port()) : null;
    return upstream == null ? null : upstream.target();
  }
}
