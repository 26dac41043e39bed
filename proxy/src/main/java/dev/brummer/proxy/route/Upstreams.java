package dev.brummer.proxy.route;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All sites by our port: replaced whole by `proxy-routes`, read by every event loop.
public final class Upstreams {
  private volatile Map<Integer, Upstream> byPort = Map.of();

  public void replace(Map<Integer, Upstream> sites) {
    byPort = Map.copyOf(sites);
  }

  public @Nullable Upstream onPort(int port) {
    return byPort.get(port);
  }

  /// The site that serves what is at this origin, or null if none does.
  public @Nullable Upstream find(Origin origin) {
    for (Upstream upstream : byPort.values()) {
      if (upstream.target().serverKey().equals(origin.serverKey())) {
        return upstream;
      }
    }
    return null;
  }

  /// The origin of the server behind an origin of ours, or null if it is not ours: what a page of
  /// ours calls itself, said in the server's words.
  public @Nullable Origin targetOf(@Nullable Origin origin) {
    Upstream upstream =
        origin != null && Origin.isLoopbackName(origin.host()) ? onPort(origin.port()) : null;
    return upstream == null ? null : upstream.target();
  }
}
