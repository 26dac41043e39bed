package dev.brummer.proxy.route;

import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All upstreams by listener port and by server: replaced as a whole by `proxy-routes`, read by
/// every event loop.
public final class Upstreams {
  private volatile Snapshot snapshot = new Snapshot(Map.of(), Map.of(), new int[0], "");

  /// @param byServer keys are [Origin#serverKey]
  /// @param serverPorts ports on which the servers listen
  /// @param portTable see [#portTable]
  private record Snapshot(
      Map<Integer, Upstream> byPort,
      Map<String, Upstream> byServer,
      int[] serverPorts,
      String portTable) {}

  /// @param upstreams by listener port
  public void replace(Map<Integer, Upstream> upstreams) {
    Map<String, Upstream> byServer = new HashMap<>();
    int[] serverPorts =
        upstreams.values().stream().mapToInt(u -> u.target().port()).distinct().toArray();
    StringJoiner table = new StringJoiner(" ");
    for (Map.Entry<Integer, Upstream> entry : new TreeMap<>(upstreams).entrySet()) {
      Origin target = entry.getValue().target();
      byServer.put(target.serverKey(), entry.getValue());
      if (target.isLoopback()) {
        table.add(target.scheme() + ":" + target.port() + "=" + entry.getKey());
      }
    }
    snapshot =
        new Snapshot(Map.copyOf(upstreams), Map.copyOf(byServer), serverPorts, table.toString());
  }

  public @Nullable Upstream onPort(int port) {
    return snapshot.byPort().get(port);
  }

  /// The upstream serving this origin, or null.
  public @Nullable Upstream find(Origin origin) {
    return snapshot.byServer().get(origin.serverKey());
  }

  /// Whether a server listens on this port.
  public boolean serveOn(int port) {
    for (int served : snapshot.serverPorts()) {
      if (served == port) {
        return true;
      }
    }
    return false;
  }

  /// The upstream behind an origin of the proxy; null for foreign origins.
  public @Nullable Upstream behind(Origin origin) {
    boolean own = origin.scheme().equals("http") && Origin.isLoopbackName(origin.host());
    return own ? onPort(origin.port()) : null;
  }

  /// Servers of this machine and the ports of their listeners for the pages' script, such as
  /// `http:3000=20888 https:5173=20889`.
  public String portTable() {
    return snapshot.portTable();
  }
}
