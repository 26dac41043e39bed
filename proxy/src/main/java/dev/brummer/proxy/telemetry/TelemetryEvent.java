package dev.brummer.proxy.telemetry;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.brummer.proxy.sourcemap.StackTraceMapper;
import java.util.Map;

/// One thing a page told: its type, when (milliseconds since the epoch by the browser's clock), the
/// page's path, one line for people and its details as JSON. `scalars` are the details that are
/// text or numbers.
record TelemetryEvent(
    String type,
    long atMillis,
    String page,
    String summary,
    String data,
    Map<String, String> scalars) {
  /// The request that it tells of, as the answer's `Server-Timing` named it; empty if of none.
  String requestReference() {
    return scalars.getOrDefault("request", "");
  }

  /// The stack trace of an error, empty if there is none.
  String stack() {
    boolean error = type.equals("javascript_error") || type.equals("unhandled_rejection");
    return error ? scalars.getOrDefault("stack", "") : "";
  }

  /// The same error, in places of the developer's files.
  TelemetryEvent withMappedStack(StackTraceMapper.MappedStack mapped) {
    String message = scalars.getOrDefault("message", "");
    char[] text = JsonStringEncoder.getInstance().quoteAsString(mapped.text());
    char[] place = JsonStringEncoder.getInstance().quoteAsString(mapped.location());
    String more =
        "\"location\":\"" + new String(place) + "\",\"mapped\":\"" + new String(text) + "\"}";
    String rest = data.substring(0, data.length() - 1);
    return new TelemetryEvent(
        type,
        atMillis,
        page,
        TelemetrySummary.error(mapped.location(), message),
        rest + (rest.endsWith("{") ? "" : ",") + more,
        scalars);
  }
}
