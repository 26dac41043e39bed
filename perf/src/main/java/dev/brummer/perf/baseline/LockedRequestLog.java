package dev.brummer.perf.baseline;

import dev.brummer.engine.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The seed's request log "before" (S13): one lock for all, an object with a map of everything, a
/// list of a thousand that is shifted.
public final class LockedRequestLog {
  private static final int MAX_REQUESTS = 1000;

  private final List<Map<String, Object>> requests = new ArrayList<>();
  private final ThreadPerHandlerBus bus;

  /// @param bus where each request is published
  public LockedRequestLog(ThreadPerHandlerBus bus) {
    this.bus = bus;
  }

  /// Any thread.
  public void onRequestCompleted(
      Event.RequestCompleted event, Map<String, String> sent, Map<String, String> got) {
    append(toMap(event, sent, got));
    publish(event);
  }

  /// The object of a request.
  public static Map<String, Object> toMap(
      Event.RequestCompleted event, Map<String, String> sent, Map<String, String> got) {
    Map<String, Object> request = new HashMap<>();
    request.put("id", event.id());
    request.put("method", event.method());
    request.put("url", event.url());
    request.put("status", event.status());
    request.put("duration", event.totalNanos());
    request.put("requestHeaders", new HashMap<>(sent));
    request.put("responseHeaders", new HashMap<>(got));
    return request;
  }

  /// Puts it into the history.
  public void append(Map<String, Object> request) {
    synchronized (requests) {
      requests.add(request);
      if (requests.size() > MAX_REQUESTS) {
        requests.removeFirst();
      }
    }
  }

  /// Tells who listens.
  public void publish(Event.RequestCompleted event) {
    bus.publish(event);
  }
}
