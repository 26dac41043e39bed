package dev.brummer.perf.baseline;

import dev.brummer.engine.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reference design of the request log (S13): one global lock, a map per request and a list of 1000
/// entries that shifts on every insertion. Thread-safe.
public final class LockedRequestLog {
  private static final int MAX_REQUESTS = 1000;

  private final List<Map<String, Object>> requests = new ArrayList<>();
  private final ThreadPerHandlerBus bus;

  /// @param bus receives an event per request
  public LockedRequestLog(ThreadPerHandlerBus bus) {
    this.bus = bus;
  }

  /// Records and publishes a request.
  public void onRequestCompleted(
      Event.RequestCompleted event,
      Map<String, String> requestHeaders,
      Map<String, String> responseHeaders) {
    append(toMap(event, requestHeaders, responseHeaders));
    publish(event);
  }

  /// Returns the fields of a request as a map.
  public static Map<String, Object> toMap(
      Event.RequestCompleted event,
      Map<String, String> requestHeaders,
      Map<String, String> responseHeaders) {
    Map<String, Object> request = new HashMap<>();
    request.put("id", event.id());
    request.put("method", event.method());
    request.put("url", event.url());
    request.put("status", event.status());
    request.put("duration", event.totalNanos());
    request.put("requestHeaders", new HashMap<>(requestHeaders));
    request.put("responseHeaders", new HashMap<>(responseHeaders));
    return request;
  }

  /// Appends to the history and evicts the oldest entry.
  public void append(Map<String, Object> request) {
    synchronized (requests) {
      requests.add(request);
      if (requests.size() > MAX_REQUESTS) {
        requests.removeFirst();
      }
    }
  }

  /// Publishes the event.
  public void publish(Event.RequestCompleted event) {
    bus.publish(event);
  }
}
