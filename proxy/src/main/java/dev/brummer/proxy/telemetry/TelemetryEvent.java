package dev.brummer.proxy.telemetry;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.brummer.proxy.redact.UrlRedactor;
import dev.brummer.proxy.sourcemap.StackTraceMapper;
import java.util.Map;

/// One event reported by a page.
///
/// @param atMillis milliseconds since the epoch by the browser's clock
/// @param page path of the page
/// @param summary one line for display
/// @param data details as JSON
/// @param scalars the details that are text or numbers
record TelemetryEvent(
    String type,
    long atMillis,
    String page,
    String summary,
    String data,
    Map<String, String> scalars) {
  /// Reference to the request of this event, from the response's `Server-Timing`; empty if there is
  /// none.
  String requestReference() {
    return scalars.getOrDefault("request", "");
  }

  /// The stack trace of an error or a failed request, otherwise the position that the browser names
  /// as a frame; empty if there is neither.
  ///
  /// @param pageOrigin origin of the page, through the proxy
  String stack(String pageOrigin) {
    String stack = text("stack");
    String source = text("source");
    if (source.isEmpty() || text("line").isEmpty() || stack.contains(":" + text("line") + ":")) {
      return stack;
    }
    String column = text("column").isEmpty() ? "1" : text("column");
    String url = source.startsWith("/") ? pageOrigin + source : source;
    return "    at " + url + ":" + text("line") + ":" + column + "\n" + stack;
  }

  private boolean isException() {
    return type.equals("javascript_error") || type.equals("unhandled_rejection");
  }

  /// The URL that this event is about; empty if there is none.
  String url() {
    return text("url");
  }

  /// Whether a request went to a local server around the proxy and failed.
  boolean isAroundProxy() {
    return type.equals(BlockedRequests.TYPE) || text("around").equals("true");
  }

  /// Status of the response; 0 if there is none.
  int status() {
    String status = text("status");
    return status.matches("[1-9]\\d{2}") ? Integer.parseInt(status) : 0;
  }

  /// A scalar member of the data; empty if absent.
  String text(String name) {
    return scalars.getOrDefault(name, "");
  }

  /// This failed request as one that the browser blocked.
  TelemetryEvent blocked(String reason) {
    return new TelemetryEvent(
        BlockedRequests.TYPE, atMillis, page, TelemetrySummary.clean(reason), data, scalars);
  }

  /// This error with positions in source files.
  TelemetryEvent withMappedStack(StackTraceMapper.MappedStack mapped) {
    char[] text = JsonStringEncoder.getInstance().quoteAsString(UrlRedactor.redact(mapped.text()));
    char[] place =
        JsonStringEncoder.getInstance().quoteAsString(UrlRedactor.redact(mapped.location()));
    String more =
        "\"location\":\"" + new String(place) + "\",\"mapped\":\"" + new String(text) + "\"}";
    String rest = data.substring(0, data.length() - 1);
    return new TelemetryEvent(
        type,
        atMillis,
        page,
        isException() ? TelemetrySummary.error(mapped.location(), text("message")) : summary,
        rest + (rest.endsWith("{") ? "" : ",") + more,
        scalars);
  }
}
