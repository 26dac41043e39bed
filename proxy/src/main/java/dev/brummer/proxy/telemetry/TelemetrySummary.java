package dev.brummer.proxy.telemetry;

import java.util.Map;

/// One line for people about a signal. Free of control characters, whatever the page sent.
final class TelemetrySummary {
  private static final int MAX = 300;

  private TelemetrySummary() {}

  static String of(String type, Map<String, String> data) {
    return clean(words(type, new Words(data)));
  }

  private static String words(String type, Words data) {
    return switch (type) {
      case "page_load" -> data.of("title") + data.with(" in ", "ms", " ms");
      case "navigation_timing" ->
          "first byte" + data.with(" ", "ttfb", " ms") + data.with(", load ", "load", " ms");
      case "paint" -> data.of("name") + data.with(" at ", "ms", " ms");
      case "lcp" ->
          "largest paint" + data.with(" at ", "ms", " ms") + data.with(", ", "element", "");
      case "cls" -> "layout shift " + data.of("value");
      case "long_task" -> "main thread busy for " + data.of("ms") + " ms";
      case "inp" ->
          data.of("kind") + data.with(" took ", "ms", " ms") + data.with(", ", "element", "");
      case "dom_state" -> data.of("state") + data.with(" at ", "ms", " ms");
      case "memory_usage" -> megabytes(data.of("used")) + " of " + megabytes(data.of("limit"));
      case "resource_timing" ->
          data.of("kind")
              + data.with(" ", "url", "")
              + data.with(" → ", "status", "")
              + data.with(" in ", "ms", " ms");
      case "user_interaction" -> data.of("kind") + data.with(" on ", "element", "");
      case "javascript_error" ->
          placed(data.of("source") + data.with(":", "line", ""), data.of("message"));
      case "unhandled_rejection", "csp_violation" -> data.of("message");
      case "console_output" -> data.of("level") + ": " + data.of("text");
      case "resource_error" -> data.of("tag") + " " + data.of("url");
      case "network_request" -> data.of("method") + " " + data.of("url");
      case "network_response" ->
          data.of("method")
              + " "
              + data.of("url")
              + data.with(" → ", "status", "")
              + data.with(" in ", "ms", " ms");
      case "network_error" ->
          data.of("method") + " " + data.of("url") + " failed" + data.with(": ", "message", "");
      case "visibility_change" -> data.of("state");
      case "route_change" -> data.of("url");
      case "custom" -> data.of("name");
      default -> data.of("text");
    };
  }

  /// The place first: of a long message the end may be cut.
  static String error(String place, String message) {
    return clean(placed(place, message));
  }

  private static String placed(String place, String message) {
    String said = message.startsWith("Uncaught ") ? message.substring(9) : message;
    return place.isEmpty() ? said : place + " " + said;
  }

  private static String megabytes(String bytes) {
    boolean number = bytes.matches("\\d{1,15}(\\.\\d+)?");
    return number ? Math.round(Double.parseDouble(bytes) / 1e6) + " MB" : "?";
  }

  /// A single line of bounded length without control characters.
  static String clean(String text) {
    int length = Math.min(text.length(), MAX);
    StringBuilder cleaned = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      cleaned.append(Character.isISOControl(c) ? ' ' : c);
    }
    return cleaned.append(length < text.length() ? "…" : "").toString();
  }

  private record Words(Map<String, String> data) {
    String of(String name) {
      return data.getOrDefault(name, "");
    }

    String with(String before, String name, String after) {
      String value = of(name);
      return value.isEmpty() ? "" : before + value + after;
    }
  }
}
