package dev.brummer.proxy.telemetry;

import dev.brummer.engine.event.Event.PageErrorReport;
import dev.brummer.proxy.sourcemap.StackTraceMapper.MappedStack;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Decides which telemetry events are errors, and formats them for the log. Everything in an event
/// is chosen by the page, so text is cleaned and bounded. Stateless.
///
/// Errors are what a browser prints in red on its console: uncaught exceptions, rejections,
/// `console.error`, failed assertions, violated policies, and requests that got no response or one
/// of status 400 or above. A request that the page itself aborts is none, nor is the icon that a
/// browser asks every server for.
final class PageErrorClassifier {
  private static final int MAX_MESSAGE_LENGTH = 500;
  private static final int MAX_MESSAGE_LINES = 10;
  private static final int MAX_FRAMES = 15;
  private static final String PREFIX = "[browser] ";

  private static final Pattern NAMED_MESSAGE =
      Pattern.compile("(?:Uncaught )?(?:\\(in promise\\) )?([A-Z]\\w{0,59}): (.*)", Pattern.DOTALL);

  /// A frame in the formats of Chrome, and of Firefox and Safari.
  private static final Pattern FRAME =
      Pattern.compile("\\s{1,8}at \\S.*|[^\\s@]{0,200}@\\S+:\\d+:\\d+");

  private PageErrorClassifier() {}

  /// The error that the event reports, null if it reports none.
  ///
  /// @param mapped the stack trace with original positions, null if it has none
  static @Nullable PageErrorReport classify(TelemetryEvent event, @Nullable MappedStack mapped) {
    return switch (event.type()) {
      case "javascript_error" -> exception(event, "Error", mapped);
      case "unhandled_rejection" -> exception(event, "unhandled rejection", mapped);
      case "console_output" -> consoleError(event, mapped);
      case "csp_violation" ->
          event.text("disposition").equals("report")
              ? null
              : error(event, "blocked by CSP", event.text("message"), mapped);
      case "network_response", "navigation_timing" -> failedResponse(event, mapped);
      case "resource_timing" ->
          event.text("lone").equals("true") && !isDefaultIcon(event)
              ? failedResponse(event, mapped)
              : null;
      case "network_error" -> networkError(event, mapped);
      case "resource_error" -> {
        String text = request(event) + " (" + event.text("tag") + ")";
        boolean status = event.status() >= 400;
        yield error(event, status ? "HTTP " + event.status() : "failed to load", text, mapped);
      }
      case BlockedRequests.TYPE -> error(event, "blocked request", event.summary(), mapped);
      default -> null;
    };
  }

  private static boolean isDefaultIcon(TelemetryEvent event) {
    return event.text("kind").equals("other") && event.url().equals("/favicon.ico");
  }

  private static PageErrorReport exception(
      TelemetryEvent event, String unnamed, @Nullable MappedStack mapped) {
    String message = event.text("message");
    Matcher named = NAMED_MESSAGE.matcher(message);
    return named.matches()
        ? error(event, named.group(1), named.group(2), mapped)
        : error(
            event,
            unnamed,
            message.startsWith("Uncaught ") ? message.substring("Uncaught ".length()) : message,
            mapped);
  }

  private static @Nullable PageErrorReport consoleError(
      TelemetryEvent event, @Nullable MappedStack mapped) {
    return switch (event.text("level")) {
      case "error" -> error(event, "console.error", event.text("text"), mapped);
      case "assert" ->
          error(event, "console.assert", "assertion failed: " + event.text("text"), mapped);
      default -> null;
    };
  }

  private static @Nullable PageErrorReport failedResponse(
      TelemetryEvent event, @Nullable MappedStack mapped) {
    return event.status() < 400
        ? null
        : error(event, "HTTP " + event.status(), request(event), mapped);
  }

  private static @Nullable PageErrorReport networkError(
      TelemetryEvent event, @Nullable MappedStack mapped) {
    return event.text("aborted").equals("true")
        ? null
        : error(event, "network error", request(event) + ": " + event.text("message"), mapped);
  }

  private static String request(TelemetryEvent event) {
    String method = event.text("method");
    String url = event.text("url");
    return (method.isEmpty() ? "GET" : method) + " " + (url.isEmpty() ? event.page() : url);
  }

  private static PageErrorReport error(
      TelemetryEvent event, String type, String text, @Nullable MappedStack mapped) {
    List<String> lines = messageLines(text);
    String message = lines.removeFirst();
    String shown = mapped == null ? scriptPosition(event) : mapped.location();
    String location = mapped == null ? shown : mapped.absoluteLocation();
    StringBuilder head = new StringBuilder(PREFIX).append(type).append(": ").append(message);
    head.append(shown.isEmpty() ? "" : " at " + clean(shown));
    head.append(event.page().isEmpty() ? "" : " on " + event.page());
    lines.replaceAll(line -> "  " + line);
    lines.addFirst(head.toString());
    addFrames(lines, mapped == null ? event.text("stack") : mapped.text());
    return new PageErrorReport(type, message, location.isEmpty() ? null : clean(location), lines);
  }

  /// The lines of the text without those of a stack trace; at least one.
  private static List<String> messageLines(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\\R", 4 * MAX_MESSAGE_LINES)) {
      if (!line.isBlank() && !FRAME.matcher(line).matches() && lines.size() < MAX_MESSAGE_LINES) {
        lines.add(clean(line.stripTrailing()));
      }
    }
    if (lines.isEmpty()) {
      lines.add("no message");
    }
    return lines;
  }

  private static void addFrames(List<String> lines, String stack) {
    int frames = 0;
    for (String line : stack.split("\\R")) {
      if (FRAME.matcher(line).matches() && !line.contains("/__brummer/") && frames++ < MAX_FRAMES) {
        lines.add("    " + clean(line.strip()));
      }
    }
  }

  /// The position of a script that the browser names; of the script as served.
  private static String scriptPosition(TelemetryEvent event) {
    String source = event.text("source");
    String file = source.startsWith("/") && source.length() > 1 ? source.substring(1) : source;
    String column = event.text("column");
    return file.isEmpty() || event.text("line").isEmpty()
        ? ""
        : file + ":" + event.text("line") + (column.isEmpty() ? "" : ":" + column);
  }

  private static String clean(String text) {
    return TelemetrySummary.clean(text, MAX_MESSAGE_LENGTH);
  }
}
