package dev.brummer.proxy;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.proxy.history.RequestHistory;
import dev.brummer.proxy.history.RequestIds;
import dev.brummer.proxy.http.ExchangeContext;
import dev.brummer.proxy.http.ForwardProxy;
import dev.brummer.proxy.http.NettyTransport;
import dev.brummer.proxy.route.AddressResolver;
import dev.brummer.proxy.route.Origin;
import dev.brummer.proxy.route.Route;
import dev.brummer.proxy.route.Upstream;
import dev.brummer.proxy.route.Upstreams;
import dev.brummer.proxy.telemetry.TelemetryEndpoint;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/// The listeners and the servers behind them. Confined to the thread `proxy-routes`, which may
/// block on name resolution and on binding ports.
///
/// A listener outlives the URLs that opened it: an open browser tab gets an error page when the
/// process exits and finds the restarted server at the same address. At most [#MAX_DORMANT] unused
/// listeners stay open.
final class RouteTable implements AutoCloseable {
  /// One loop serves forty thousand requests a second on one core. On a two-core machine a second
  /// loop costs a third of that rate because the dev server competes for the core.
  private static final int MAX_THREADS = 2;

  private static final int MAX_DORMANT = 32;

  /// Placeholder for the target of the forward proxy.
  private static final String ANY_URL = "http://*/";

  private final EventBus bus;
  private final ProxySettings settings;
  private final NettyTransport transport;
  private final ExchangeContext exchangeContext;
  private final Upstreams upstreams = new Upstreams();

  /// By [Origin#serverKey], oldest first.
  private final Map<String, SharedListener> listeners = new LinkedHashMap<>();

  /// Ports of listeners by the port of the local server that moved away from them.
  private final Map<Integer, Integer> keptPorts = new HashMap<>();

  /// Read by any thread.
  private volatile List<Route> routes = List.of();

  /// A listener and the routes that share it, in order of arrival.
  private record SharedListener(NettyTransport.Listener listener, List<Route> routes) {}

  RouteTable(EventBus bus, ProxySettings settings, RequestHistory history) {
    this.bus = bus;
    this.settings = settings;
    NettyWarnings.publishTo(bus);
    this.transport = new NettyTransport(threadCount(), bus, history);
    RequestIds ids = new RequestIds(ThreadLocalRandom.current().nextLong());
    this.exchangeContext =
        new ExchangeContext(
            upstreams,
            settings.processStatus(),
            new TelemetryEndpoint(bus, transport.nextLoop(), ids::parseRequest, settings.project()),
            ids,
            settings.upstreamTimeout().toNanos(),
            settings.headTimeout().toNanos(),
            settings.inject());
  }

  private static int threadCount() {
    return Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, MAX_THREADS);
  }

  long bufferedBytes() {
    return transport.bufferedBytes();
  }

  List<Route> routes() {
    return routes;
  }

  void open(String url, int process) {
    Origin target = Origin.of(url);
    if (target == null) {
      publishClosed(url, process, "The proxy supports only absolute http URLs.");
    } else if (target.isLoopback() && isOwnPort(target.port())) {
      return;
    } else if (!target.scheme().equals("http") && !target.scheme().equals("https")) {
      publishClosed(url, process, "Only http and https are proxied, not " + target.scheme() + ".");
    } else if (target.isTls() && !target.isLoopback()) {
      publishClosed(
          url, process, "An https server is proxied only on this machine's loopback addresses.");
    } else {
      open(url, target, process);
    }
  }

  private void open(String url, Origin target, int process) {
    try {
      SharedListener shared = listeners.get(target.serverKey());
      if (shared == null) {
        shared = new SharedListener(listen(target, process), new ArrayList<>());
        listeners.put(target.serverKey(), shared);
      }
      addRoute(shared, url, process);
    } catch (UnknownHostException e) {
      publishClosed(url, process, "Unknown host: " + target.host() + ".");
    } catch (BindException e) {
      publishClosed(url, process, String.valueOf(e.getMessage()));
    }
  }

  /// Opens a forward proxy on the first free port from `firstPort`; publishes its address or the
  /// failure.
  void openForwardProxy(int firstPort, boolean tunnelsAnywhere) {
    Upstream anyServer = new Upstream(new Origin("http", "*", 80), List.of(), Event.BRUMMER);
    try {
      ForwardProxy forwardProxy = new ForwardProxy(upstreams, tunnelsAnywhere);
      transport.listen(anyServer, firstPort, exchangeContext, forwardProxy);
      String configuration = "http://localhost:" + anyServer.port() + "/proxy.pac";
      long now = System.currentTimeMillis();
      bus.offer(new Event.RouteOpened(Event.BRUMMER, ANY_URL, configuration, now));
    } catch (BindException e) {
      publishClosed(ANY_URL, Event.BRUMMER, String.valueOf(e.getMessage()));
    }
  }

  private NettyTransport.Listener listen(Origin target, int process)
      throws UnknownHostException, BindException {
    List<InetAddress> addresses = AddressResolver.resolve(target);
    Upstream upstream = new Upstream(target, addresses, process);
    Integer kept = target.isLoopback() ? keptPorts.get(target.port()) : null;
    if (kept != null) {
      try {
        return transport.listenOn(upstream, kept, exchangeContext);
      } catch (BindException taken) {
        publishNotice("Port " + kept + " is taken, so " + target + " is proxied at another one.");
      }
    }
    return transport.listen(upstream, settings.firstPort(), exchangeContext, null);
  }

  /// Whether the proxy listens on the port, or will.
  private boolean isOwnPort(int port) {
    return upstreams.onPort(port) != null || keptPorts.containsValue(port);
  }

  /// See [ProxyServer#releasePort].
  void releasePort(int listenPort) {
    keptPorts.values().removeIf(kept -> kept == listenPort);
  }

  /// See [ProxyServer#keepPort]. Closes the listener of the server that used the port.
  void keepPort(int serverPort, int listenPort) {
    keptPorts.put(serverPort, listenPort);
    for (String scheme : List.of("http", "https")) {
      closeListener(new Origin(scheme, "localhost", listenPort).serverKey());
    }
  }

  private void closeListener(String server) {
    SharedListener shared = listeners.remove(server);
    if (shared != null) {
      transport.close(shared.listener());
      publishRoutes();
      shared
          .routes()
          .forEach(route -> publishClosed(route.target(), route.process(), "Its server moves."));
    }
  }

  private void publishNotice(String text) {
    bus.offer(new Event.Notice(text, System.currentTimeMillis()));
  }

  private void addRoute(SharedListener shared, String url, int process) {
    Upstream upstream = shared.listener().upstream();
    Route route = new Route(process, url, proxiedUrl(upstream, url));
    if (!shared.routes().contains(route)) {
      shared.routes().add(route);
      upstream.process(shared.routes().getFirst().process());
      publishRoutes();
    }
    bus.offer(new Event.RouteOpened(process, url, route.proxied(), System.currentTimeMillis()));
  }

  private static String proxiedUrl(Upstream upstream, String url) {
    Origin printed = Origin.of(url);
    String host =
        printed != null && Origin.isLocalhostSubdomain(printed.host())
            ? printed.host()
            : "localhost";
    return "http://" + host + ":" + upstream.port() + Origin.pathOf(url);
  }

  /// Removes one URL of an exited process.
  void removeUrl(int process, String url) {
    remove(r -> r.process() == process && r.target().equals(url), "The process has ended.");
  }

  /// Removes all URLs of an exited process.
  void removeProcess(int process) {
    remove(route -> route.process() == process, "The process has ended.");
  }

  /// Removes a URL on the user's request and closes its port unless other routes use it.
  void closeRoute(String target) {
    remove(route -> route.target().equals(target), "Closed by the user.");
    Origin origin = Origin.of(target);
    SharedListener shared = origin == null ? null : listeners.get(origin.serverKey());
    if (origin != null && shared != null && shared.routes().isEmpty()) {
      listeners.remove(origin.serverKey());
      transport.close(shared.listener());
      publishRoutes();
    }
  }

  private void remove(Predicate<Route> which, String reason) {
    List<Route> removed = new ArrayList<>();
    for (SharedListener shared : listeners.values()) {
      shared.routes().stream().filter(which).forEach(removed::add);
      shared.routes().removeIf(which);
      if (!shared.routes().isEmpty()) {
        shared.listener().upstream().process(shared.routes().getFirst().process());
      }
    }
    closeOldestDormant();
    publishRoutes();
    removed.forEach(route -> publishClosed(route.target(), route.process(), reason));
  }

  private void closeOldestDormant() {
    List<String> dormant =
        listeners.entrySet().stream()
            .filter(entry -> entry.getValue().routes().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    for (String server : dormant.subList(0, Math.max(0, dormant.size() - MAX_DORMANT))) {
      SharedListener shared = listeners.remove(server);
      if (shared != null) {
        transport.close(shared.listener());
      }
    }
  }

  private void publishClosed(String url, int process, String reason) {
    bus.offer(new Event.RouteClosed(process, url, reason, System.currentTimeMillis()));
  }

  private void publishRoutes() {
    Map<Integer, Upstream> byPort = new HashMap<>();
    List<Route> all = new ArrayList<>();
    for (SharedListener shared : listeners.values()) {
      byPort.put(shared.listener().upstream().port(), shared.listener().upstream());
      all.addAll(shared.routes());
    }
    upstreams.replace(byPort);
    routes = List.copyOf(all);
  }

  @Override
  public void close() {
    listeners.values().forEach(shared -> transport.close(shared.listener()));
    listeners.clear();
    publishRoutes();
    transport.close();
  }
}
