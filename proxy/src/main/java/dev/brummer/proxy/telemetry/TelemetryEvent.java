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

  /// The stack trace of an error; empty if there is none.
  String stack() {
    boolean error = type.equals("javascript_error") || type.equals("unhandled_rejection");
    return error ? scalars.getOrDefault("stack", "") : "";
  }

  /// The URL that this event is about; empty if there is none.
  String url() {
    return scalars.getOrDefault("url", "");
  }

  TelemetryEvent withSummary(String text) {
    return new TelemetryEvent(type, atMillis, page, TelemetrySummary.clean(text), data, scalars);
  }

  /// This error with positions in source files.
  TelemetryEvent withMappedStack(StackTraceMapper.MappedStack mapped) {
    String message = scalars.getOrDefault("message", "");
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
        TelemetrySummary.error(mapped.location(), message),
        rest + (rest.endsWith("{") ? "" : ",") + more,
        scalars);
  }
}
