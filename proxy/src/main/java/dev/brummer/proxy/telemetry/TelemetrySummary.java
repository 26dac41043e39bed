package dev.brummer.proxy.telemetry;

import java.util.Map;

/// Formats one line about a telemetry event. Control characters are removed.
final class TelemetrySummary {
  private static final int MAX_LENGTH = 300;

  private TelemetrySummary() {}

  static String of(String type, Map<String, String> data) {
    return clean(describe(type, new EventData(data)));
  }

  private static String describe(String type, EventData data) {
    return switch (type) {
      case "page_load" -> data.text("title") + data.labelled(" in ", "ms", " ms");
      case "navigation_timing" ->
          "first byte"
              + data.labelled(" ", "ttfb", " ms")
              + data.labelled(", load ", "load", " ms");
      case "paint" -> data.text("name") + data.labelled(" at ", "ms", " ms");
      case "lcp" ->
          "largest paint" + data.labelled(" at ", "ms", " ms") + data.labelled(", ", "element", "");
      case "cls" -> "layout shift " + data.text("value");
      case "long_task" -> "main thread busy for " + data.text("ms") + " ms";
      case "inp" ->
          data.text("kind")
              + data.labelled(" took ", "ms", " ms")
              + data.labelled(", ", "element", "");
      case "dom_state" -> data.text("state") + data.labelled(" at ", "ms", " ms");
      case "memory_usage" -> megabytes(data.text("used")) + " of " + megabytes(data.text("limit"));
      case "resource_timing" ->
          data.text("kind")
              + data.labelled(" ", "url", "")
              + data.labelled(" → ", "status", "")
              + data.labelled(" in ", "ms", " ms");
      case "user_interaction" -> data.text("kind") + data.labelled(" on ", "element", "");
      case "javascript_error" ->
          withLocation(data.text("source") + data.labelled(":", "line", ""), data.text("message"));
      case "unhandled_rejection", "csp_violation" -> data.text("message");
      case "console_output" -> data.text("level") + ": " + data.text("text");
      case BlockedRequests.TYPE -> data.text("url") + " blocked";
      case "resource_error" -> data.text("tag") + " " + data.text("url");
      case "network_request" -> data.text("method") + " " + data.text("url");
      case "network_response" ->
          data.text("method")
              + " "
              + data.text("url")
              + data.labelled(" → ", "status", "")
              + data.labelled(" in ", "ms", " ms");
      case "network_error" ->
          data.text("method")
              + " "
              + data.text("url")
              + " failed"
              + data.labelled(": ", "message", "");
      case "visibility_change" -> data.text("state");
      case "route_change" -> data.text("url");
      case "custom" -> data.text("name");
      default -> data.text("text");
    };
  }

  /// Starts with the location, because a long message may be truncated.
  static String error(String location, String message) {
    return clean(withLocation(location, message));
  }

  private static String withLocation(String location, String message) {
    String text = message.startsWith("Uncaught ") ? message.substring(9) : message;
    return location.isEmpty() ? text : location + " " + text;
  }

  private static String megabytes(String bytes) {
    boolean number = bytes.matches("\\d{1,15}(\\.\\d+)?");
    return number ? Math.round(Double.parseDouble(bytes) / 1e6) + " MB" : "?";
  }

  /// Truncates to a bounded length and replaces control characters.
  static String clean(String text) {
    return clean(text, MAX_LENGTH);
  }

  /// Truncates to `maxLength` and replaces control characters, those of the writing direction
  /// included.
  static String clean(String text, int maxLength) {
    int length = Math.min(text.length(), maxLength);
    StringBuilder cleaned = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      cleaned.append(isControl(c) ? ' ' : c);
    }
    return cleaned.append(length < text.length() ? "…" : "").toString();
  }

  private static boolean isControl(char c) {
    return Character.isISOControl(c)
        || c >= '\u2028' && c <= '\u202e'
        || c >= '\u2066' && c <= '\u2069';
  }

  private record EventData(Map<String, String> data) {
    String text(String name) {
      return data.getOrDefault(name, "");
    }

    String labelled(String before, String name, String after) {
      String value = text(name);
      return value.isEmpty() ? "" : before + value + after;
    }
  }
}
