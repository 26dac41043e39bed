package dev.brummer.app.operation;

import dev.brummer.app.operation.result.PortResult;
import dev.brummer.app.operation.result.PortResult.PortItem;
import dev.brummer.app.operation.result.UrlItem;
import dev.brummer.app.operation.result.UrlResult;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.PortTable;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.proxy.route.Route;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads URLs and ports. Any thread.
final class AddressReading {
  private static final int MAX_PORTS = 100;

  private final OperationContext context;
  private final Items items;

  AddressReading(OperationContext context, Items items) {
    this.context = context;
    this.items = items;
  }

  UrlResult urls(List<String> names) throws OperationException {
    List<UrlItem> urls = new ArrayList<>();
    for (ProcessInfo info : context.select(names)) {
      boolean ready = info.state() instanceof ProcessState.Ready;
      Map<String, UrlItem> ofProcess = new LinkedHashMap<>();
      if (info.spec().web().url() != null) {
        String url = Objects.toString(info.spec().web().url());
        ofProcess.put(url, item(info, url, "local", "", ready));
      }
      for (Event.UrlDetected it : context.facts().process(info.id()).urls()) {
        String scope = it.scope().name().toLowerCase(Locale.ROOT);
        ofProcess.put(it.url(), item(info, it.url(), scope, it.label(), ready));
      }
      urls.addAll(ofProcess.values());
    }
    return new UrlResult(urls);
  }

  private UrlItem item(ProcessInfo info, String url, String scope, String label, boolean ready) {
    return new UrlItem(info.name(), url, items.proxied(info.id(), url), scope, label, ready);
  }

  PortResult ports(List<Integer> wanted) throws OperationException {
    OperationContext.checkRange("the number of ports", wanted.size(), 0, MAX_PORTS);
    for (int port : wanted) {
      OperationContext.checkRange("port", port, 1, 65_535);
    }
    Set<Integer> proxies = proxyPorts();
    Set<Integer> ports = new TreeSet<>(wanted);
    if (wanted.isEmpty()) {
      context.all().forEach(info -> ports.addAll(info.ports()));
      ports.addAll(proxies);
    }
    List<PortItem> result = new ArrayList<>();
    try (PortTable table = context.engine().processes().openPortTable()) {
      Map<Integer, List<PortTable.Holder>> found = new TreeMap<>(table.holders(ports));
      found.forEach((port, holders) -> {
        for (PortTable.Holder holder : holders) {
          boolean proxy = holder.process() == 0 && proxies.contains(port);
          String process =
              proxy ? "brummer" : holder.process() == 0 ? "" : context.name(holder.process());
          result.add(new PortItem(port, process, holder.program(), !process.isEmpty()));
        }
      });
    }
    return new PortResult(result);
  }

  private Set<Integer> proxyPorts() {
    Set<Integer> ports = new TreeSet<>();
    for (Route route : context.routes()) {
      int port = URI.create(route.proxied()).getPort();
      if (port > 0) {
        ports.add(port);
      }
    }
    return ports;
  }
}
