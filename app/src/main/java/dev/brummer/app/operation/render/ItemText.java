package dev.brummer.app.operation.render;

import dev.brummer.app.operation.result.ErrorItem;
import dev.brummer.app.operation.result.LogItem;
import dev.brummer.app.operation.result.Outcome;
import dev.brummer.app.operation.result.ProcessItem;
import dev.brummer.app.operation.result.RequestItem;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/// One line for each item of a result. Pure.
final class ItemText {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private ItemText() {}

  /// `web ready 4 min, listens on :5173, http://localhost:5173/ → http://localhost:4999/, 1.2 %
  /// CPU, 80 MB, 2 errors`.
  static String process(ProcessItem it, long now) {
    StringBuilder text = new StringBuilder(it.name()).append(' ').append(it.state());
    if (it.runNumber() > 0) {
      text.append(' ').append(age(now - it.sinceMillis()));
    }
    part(text, it.reason());
    if (it.exitCode() != null && !it.reason().contains("exit")) {
      part(text, "exit " + it.exitCode());
    }
    if (!it.url().isEmpty()) {
      part(text, it.url() + (it.proxiedUrl().isEmpty() ? "" : " → " + it.proxiedUrl()));
    } else if (!it.ports().isEmpty()) {
      part(
          text,
          it.ports().stream().map(port -> ":" + port).collect(Collectors.joining(" ", "", "")));
    }
    if (it.pid() > 0) {
      part(text, "pid " + it.pid());
    }
    if (it.alive() && it.rssBytes() > 0) {
      part(text, it.cpuPercent() + " % CPU");
      part(text, (it.rssBytes() >> 20) + " MB");
    }
    part(text, it.newErrors() == 0 ? "" : count(it.newErrors(), "error"));
    return text.toString();
  }

  private static void part(StringBuilder text, String part) {
    if (!part.isEmpty()) {
      text.append(", ").append(part);
    }
  }

  /// `e12 web SyntaxError: Unexpected token, src/App.tsx:124:7 (3 times)`.
  static String error(ErrorItem it) {
    String kind = it.kind().equals("error") ? "" : it.kind() + " ";
    return it.id()
        + " "
        + it.process()
        + " "
        + kind
        + it.type()
        + ": "
        + it.message()
        + (it.location().isEmpty() ? "" : ", " + it.location())
        + (it.count() > 1 ? " (" + it.count() + " times)" : "");
  }

  /// `41 api POST /orders 500 12.5 ms`.
  static String request(RequestItem it) {
    return it.id()
        + " "
        + it.process()
        + " "
        + it.method()
        + " "
        + it.url()
        + " "
        + it.status()
        + " "
        + it.millis()
        + " ms"
        + (it.responseBytes() > 0 ? " " + it.responseBytes() + " B" : "")
        + (it.error().isEmpty() ? "" : ", " + it.error());
  }

  /// `12:04:07 web text (×3)`; lines of context are indented.
  static String line(LogItem it, boolean withProcess) {
    return (it.match() ? "" : "  ")
        + clock(it.atMillis())
        + (withProcess ? " " + it.process() : "")
        + (it.source().equals("browser") ? " [browser]" : "")
        + "  "
        + it.text()
        + (it.repeats() > 0 ? " (×" + (it.repeats() + 1) + ")" : "");
  }

  static String clock(long millis) {
    return CLOCK.format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
  }

  static String outcome(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }

  static String age(long millis) {
    long seconds = Math.max(0, millis / 1000);
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
  }

  static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
