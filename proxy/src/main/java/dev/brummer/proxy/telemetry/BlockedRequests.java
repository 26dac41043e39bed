package dev.brummer.proxy.telemetry;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.proxy.route.AddressResolver;
import dev.brummer.proxy.route.Origin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Explains requests that a page sent to a local server around the proxy and that failed. A server
/// that listens has answered; then the browser has withheld the response, because the server allows
/// the page's original origin only. Publishes one notice for each page origin and server.
/// Thread-safe; may block on connecting.
final class BlockedRequests {
  static final String TYPE = "blocked_request";

  private static final int CONNECT_TIMEOUT_MILLIS = 300;
  private static final int MAX_NOTICES = 200;

  private final EventBus bus;
  private final Set<String> noticed = ConcurrentHashMap.newKeySet();

  BlockedRequests(EventBus bus) {
    this.bus = bus;
  }

  /// The reason and the way out, or empty if the URL is not local or its server does not listen.
  ///
  /// @param pageOrigin origin of the page, through the proxy
  String explain(String url, String pageOrigin) {
    Origin origin = Origin.of(url);
    if (origin == null || !origin.isLoopback() || !isListening(origin)) {
      return "";
    }
    String reason =
        url
            + " was requested around the proxy and blocked: "
            + origin
            + " does not allow "
            + pageOrigin;
    if (noticed.size() < MAX_NOTICES && noticed.add(pageOrigin + " " + origin)) {
      String notice =
          "A page of "
              + pageOrigin
              + " was blocked from "
              + origin
              + ", which it requested around the proxy. O in the URLs view opens the page without the"
              + " proxy; --keep-ports leaves it its own port; or allow "
              + pageOrigin
              + " in the server's CORS settings.";
      bus.offer(new Event.Notice(notice, System.currentTimeMillis()));
    }
    return reason;
  }

  private static boolean isListening(Origin origin) {
    try {
      for (InetAddress address : AddressResolver.resolve(origin)) {
        if (accepts(new InetSocketAddress(address, origin.port()))) {
          return true;
        }
      }
    } catch (IOException unknown) {
      return false;
    }
    return false;
  }

  private static boolean accepts(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, CONNECT_TIMEOUT_MILLIS);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }
}
