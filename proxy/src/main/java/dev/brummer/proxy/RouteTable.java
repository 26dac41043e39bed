package dev.brummer.proxy;

import dev.brummer.engine.event.Bus;
import dev.brummer.engine.event.Event;
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
import dev.brummer.proxy.telemetry.Telemetry;
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

/// Which server is behind which port. Owned by the thread `proxy-routes`, which may wait: for names
/// to be resolved and ports to be bound.
///
/// A listener outlives the URLs that opened it: when the process ends, an open browser tab is told
/// so and finds the restarted server at the same address. Only the [#DORMANT_MAX] latest stay.
final class RouteTable implements AutoCloseable {
  /// One loop serves forty thousand requests a second on one core; on a machine of two, a second
  /// loop takes a third of that away again, for the dev server needs a core, too.
  private static final int MOST_THREADS = 2;

  private static final int DORMANT_MAX = 32;

  /// Stands for what the forward proxy is asked for.
  private static final String EVERY_URL = "http://*/";

  private final Bus bus;
  private final ProxySettings settings;
  private final NettyTransport transport;
  private final ExchangeContext services;
  private final Upstreams sites = new Upstreams();

  /// By [Origin#server], oldest first.
  private final Map<String, Line> lines = new LinkedHashMap<>();

  /// Read by any thread.
  private volatile List<Route> routes = List.of();

  /// A listener and who uses it, in the order they came.
  private record Line(NettyTransport.Listener listener, List<Route> users) {}

  RouteTable(Bus bus, ProxySettings settings, RequestHistory history) {
    this.bus = bus;
    this.settings = settings;
    this.transport = new NettyTransport(threads(), bus, history);
    RequestIds ids = new RequestIds(ThreadLocalRandom.current().nextLong());
    this.services =
        new ExchangeContext(
            sites,
            settings.story(),
            new Telemetry(bus, transport.anyLoop(), ids::request, settings.project()),
            ids,
            settings.upstreamTimeout().toNanos(),
            settings.headTimeout().toNanos(),
            settings.inject());
  }

  private static int threads() {
    return Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, MOST_THREADS);
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
      refuse(url, process, "This is not a URL that can be proxied.");
    } else if (target.loopback() && sites.onPort(target.port()) != null) {
      return;
    } else if (!target.scheme().equals("http")) {
      refuse(url, process, "Only http is proxied, not " + target.scheme() + ".");
    } else {
      open(url, target, process);
    }
  }

  private void open(String url, Origin target, int process) {
    try {
      Line line = lines.get(target.server());
      if (line == null) {
        line = new Line(listen(target, process), new ArrayList<>());
        lines.put(target.server(), line);
      }
      use(line, url, process);
    } catch (UnknownHostException e) {
      refuse(url, process, "The host " + target.host() + " is not known.");
    } catch (BindException e) {
      refuse(url, process, "No port is free from " + settings.firstPort() + " on.");
    }
  }

  /// Opens a forward proxy on the first free port from there; says where, or why not.
  void forward(int firstPort) {
    Upstream everything = new Upstream(new Origin("http", "*", 80), List.of(), Event.BRUMMER);
    try {
      transport.listen(everything, firstPort, services, new ForwardProxy(sites));
      String configuration = "http://localhost:" + everything.port() + "/proxy.pac";
      long now = System.currentTimeMillis();
      bus.offer(new Event.RouteOpened(Event.BRUMMER, EVERY_URL, configuration, now));
    } catch (BindException taken) {
      refuse(EVERY_URL, Event.BRUMMER, "No port is free from " + firstPort + " on.");
    }
  }

  private NettyTransport.Listener listen(Origin target, int process)
      throws UnknownHostException, BindException {
    List<InetAddress> addresses = AddressResolver.of(target);
    return transport.listen(
        new Upstream(target, addresses, process), settings.firstPort(), services, null);
  }

  private void use(Line line, String url, int process) {
    Upstream site = line.listener().site();
    Route route = new Route(process, url, proxied(site, url));
    if (!line.users().contains(route)) {
      line.users().add(route);
      site.process(line.users().getFirst().process());
      publish();
    }
    bus.offer(new Event.RouteOpened(process, url, route.proxied(), System.currentTimeMillis()));
  }

  private static String proxied(Upstream site, String url) {
    return "http://localhost:" + site.port() + Origin.pathOf(url);
  }

  /// A URL went with its process.
  void forget(int process, String url) {
    remove(r -> r.process() == process && r.target().equals(url), "The process has ended.");
  }

  /// A process has ended, and with it all its URLs.
  void forgetAll(int process) {
    remove(route -> route.process() == process, "The process has ended.");
  }

  /// Somebody wants this URL not to be proxied any more: its port is closed unless others use it.
  void closeRoute(String target) {
    remove(route -> route.target().equals(target), "Closed by the user.");
    Origin origin = Origin.of(target);
    Line line = origin == null ? null : lines.get(origin.server());
    if (origin != null && line != null && line.users().isEmpty()) {
      lines.remove(origin.server());
      transport.close(line.listener());
      publish();
    }
  }

  private void remove(Predicate<Route> which, String reason) {
    List<Route> removed = new ArrayList<>();
    for (Line line : lines.values()) {
      line.users().stream().filter(which).forEach(removed::add);
      line.users().removeIf(which);
      if (!line.users().isEmpty()) {
        line.listener().site().process(line.users().getFirst().process());
      }
    }
    closeOldestDormant();
    publish();
    removed.forEach(route -> refuse(route.target(), route.process(), reason));
  }

  private void closeOldestDormant() {
    List<String> dormant =
        lines.entrySet().stream()
            .filter(entry -> entry.getValue().users().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    for (String server : dormant.subList(0, Math.max(0, dormant.size() - DORMANT_MAX))) {
      Line line = lines.remove(server);
      if (line != null) {
        transport.close(line.listener());
      }
    }
  }

  private void refuse(String url, int process, String reason) {
    bus.offer(new Event.RouteClosed(process, url, reason, System.currentTimeMillis()));
  }

  private void publish() {
    Map<Integer, Upstream> byPort = new HashMap<>();
    List<Route> all = new ArrayList<>();
    for (Line line : lines.values()) {
      byPort.put(line.listener().site().port(), line.listener().site());
      all.addAll(line.users());
    }
    sites.replace(byPort);
    routes = List.copyOf(all);
  }

  @Override
  public void close() {
    lines.values().forEach(line -> transport.close(line.listener()));
    lines.clear();
    publish();
    transport.close();
  }
}
