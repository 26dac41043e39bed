package dev.brummer.proxy.http;

import dev.brummer.proxy.http.message.RequestHead;
import dev.brummer.proxy.route.Origin;
import dev.brummer.proxy.route.ProcessStatusLookup;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.List;

/// Error response for a server that is unreachable or fails: the reason, the state of its process
/// and the last output. The HTML page reloads when the server responds again.
final class ErrorResponse {
  private static final int MAX_LINES = 20;

  private ErrorResponse() {}

  static SimpleResponse create(
      RequestHead request,
      int status,
      String reason,
      Origin target,
      ProcessStatusLookup.ProcessStatus processStatus) {
    boolean html = request.headers().firstOrEmpty(HttpHeaderNames.ACCEPT).contains("text/html");
    return html
        ? SimpleResponse.of(
            status, "text/html; charset=utf-8", html(status, reason, target, processStatus))
        : SimpleResponse.of(
            status, "application/json", json(status, reason, target, processStatus));
  }

  private static String html(
      int status, String reason, Origin target, ProcessStatusLookup.ProcessStatus processStatus) {
    String lines = escaped(String.join("\n", last(processStatus.lastLines())));
    return TEMPLATE
        .replace("{status}", Integer.toString(status))
        .replace("{target}", escaped(target.toString()))
        .replace("{reason}", escaped(reason))
        .replace("{process}", process(processStatus))
        .replace("{log}", lines.isEmpty() ? "" : "<pre>" + lines + "</pre>");
  }

  private static String process(ProcessStatusLookup.ProcessStatus processStatus) {
    if (processStatus.name().isEmpty() && processStatus.state().isEmpty()) {
      return "";
    }
    return "<p>Process <b>%s</b> is <b>%s</b>.</p>"
        .formatted(escaped(processStatus.name()), escaped(processStatus.state()));
  }

  private static final String TEMPLATE =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>{status} · {target}</title>
      <style>
      body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:3rem auto;padding:0 1rem}
      pre{background:#111;color:#ddd;padding:1rem;overflow:auto;font-size:13px}
      button{font:inherit;padding:.3rem 1rem}
      @media(prefers-color-scheme:dark){body{background:#1a1a1a;color:#ddd}}
      </style></head><body>
      <h1>{target} does not respond</h1>
      <p>{reason}</p>{process}{log}
      <p><button onclick="location.reload()">Retry</button>
      This page reloads when the server responds.</p>
      <script>
      setInterval(function () {
        if (document.hidden) return;
        fetch("/__brummer/up").then(function (r) { if (r.status === 204) location.reload(); },
          function () {});
      }, 1000);
      </script></body></html>
      """;

  private static String json(
      int status, String reason, Origin target, ProcessStatusLookup.ProcessStatus processStatus) {
    StringBuilder json = new StringBuilder(256);
    json.append("{\"error\":").append(quoted(reason)).append(",\"status\":").append(status);
    json.append(",\"target\":").append(quoted(target.toString()));
    json.append(",\"process\":").append(quoted(processStatus.name()));
    json.append(",\"state\":").append(quoted(processStatus.state())).append(",\"lastLines\":[");
    String separator = "";
    for (String line : last(processStatus.lastLines())) {
      json.append(separator).append(quoted(line));
      separator = ",";
    }
    return json.append("]}\n").toString();
  }

  private static List<String> last(List<String> lines) {
    return lines.subList(Math.max(0, lines.size() - MAX_LINES), lines.size());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c == '"' || c == '\\' ? "\\" : "").append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
