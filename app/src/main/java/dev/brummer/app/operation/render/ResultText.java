package dev.brummer.app.operation.render;

import static dev.brummer.app.operation.render.ItemText.age;
import static dev.brummer.app.operation.render.ItemText.count;
import static dev.brummer.app.operation.render.ItemText.seconds;

import dev.brummer.app.operation.result.CheckResult;
import dev.brummer.app.operation.result.ErrorDetailResult;
import dev.brummer.app.operation.result.ErrorItem;
import dev.brummer.app.operation.result.ErrorListResult;
import dev.brummer.app.operation.result.GraphResult;
import dev.brummer.app.operation.result.GraphResult.GraphItem;
import dev.brummer.app.operation.result.LogItem;
import dev.brummer.app.operation.result.LogResult;
import dev.brummer.app.operation.result.OpenResult;
import dev.brummer.app.operation.result.OperationResult;
import dev.brummer.app.operation.result.Outcome;
import dev.brummer.app.operation.result.PageEventResult;
import dev.brummer.app.operation.result.PageSessionResult;
import dev.brummer.app.operation.result.PortResult;
import dev.brummer.app.operation.result.RequestDetailResult;
import dev.brummer.app.operation.result.RequestListResult;
import dev.brummer.app.operation.result.RestartItem;
import dev.brummer.app.operation.result.RestartResult;
import dev.brummer.app.operation.result.ScriptItem;
import dev.brummer.app.operation.result.ScriptListResult;
import dev.brummer.app.operation.result.SettledItem;
import dev.brummer.app.operation.result.ShutdownResult;
import dev.brummer.app.operation.result.StartItem;
import dev.brummer.app.operation.result.StartResult;
import dev.brummer.app.operation.result.StatusResult;
import dev.brummer.app.operation.result.StopItem;
import dev.brummer.app.operation.result.StopResult;
import dev.brummer.app.operation.result.UrlItem;
import dev.brummer.app.operation.result.UrlResult;
import dev.brummer.app.operation.result.WaitResult;
import dev.brummer.app.operation.result.WhyResult;
import java.util.List;
import java.util.stream.Collectors;

/// Renders results as plain text for agents and terminals. Pure.
public final class ResultText {
  /// Limit of a default answer.
  public static final int DEFAULT_TOKENS = 1_500;

  private static final int MIN_TOKENS = 50;
  private static final int MAX_BODY_CHARS = 2_000;

  private ResultText() {}

  /// The text of a result, without a newline at its end. Times are relative to `nowMillis`. What
  /// does not fit is left out and counted ("n omitted"); the first and the last line always stay.
  ///
  /// @param maxTokens upper limit of its estimated tokens, at least 50
  public static String of(OperationResult result, int maxTokens, long nowMillis) {
    return lines(result, nowMillis).within(Math.max(MIN_TOKENS, maxTokens));
  }

  /// Upper estimate of the tokens of a text.
  public static int tokens(String text) {
    return (text.length() + 2) / 3;
  }

  private static TextLines lines(OperationResult result, long now) {
    return switch (result) {
      case CheckResult it -> check(it);
      case ErrorDetailResult it -> errorDetail(it);
      case ErrorListResult it ->
          new TextLines(
                  head(
                      count(it.errors().size(), "error")
                          + (it.healed() > 0 ? ", " + it.healed() + " healed" : ""),
                      it.omitted(),
                      it.note()))
              .addAll(it.errors().stream().map(ItemText::error).toList())
              .foot(cursor(it.cursor()));
      case GraphResult it -> graph(it);
      case LogResult it -> logs(it);
      case OpenResult it ->
          new TextLines(
              it.opened()
                  ? "opened " + it.url()
                  : "no browser was found; open " + it.url() + " yourself");
      case PageEventResult it -> pageEvents(it);
      case PageSessionResult it -> pageSessions(it, now);
      case PortResult it -> ports(it);
      case RequestDetailResult.Replay it -> requestDetail(it.replay());
      case RequestDetailResult it -> requestDetail(it);
      case RequestListResult it ->
          new TextLines(head(count(it.requests().size(), "request"), it.omitted(), it.note()))
              .addAll(it.requests().stream().map(ItemText::request).toList())
              .foot(cursor(it.cursor()));
      case RestartResult it -> restart(it, now);
      case ScriptListResult it -> scripts(it);
      case ShutdownResult it ->
          new TextLines(
              "brummer ends"
                  + (it.stopping().isEmpty()
                      ? ""
                      : " and stops " + String.join(", ", it.stopping())));
      case StartResult it -> start(it, now);
      case StatusResult it -> status(it, now);
      case StopResult it -> stop(it);
      case UrlResult it -> urls(it);
      case WaitResult it -> waited(it, now);
      case WhyResult it -> why(it, now);
    };
  }

  private static String head(String text, long omitted, String note) {
    return text
        + (omitted > 0 ? ", " + omitted + " omitted" : "")
        + (note.isEmpty() ? "" : " (" + note + ")");
  }

  private static String cursor(String cursor) {
    return "cursor " + cursor;
  }

  private static TextLines check(CheckResult it) {
    TextLines text =
        new TextLines(
            head(
                it.verdict() + ": " + it.summary() + " (" + seconds(it.waitedMillis()) + ")",
                it.omitted(),
                it.note()));
    it.down()
        .forEach(down ->
            text.add("down: " + down.process() + " " + down.state() + ", " + down.reason()));
    it.errors().forEach(error -> text.add("error: " + ItemText.error(error)));
    it.failedTests().forEach(test -> text.add("failed: " + ItemText.error(test)));
    it.failedRequests().forEach(request -> text.add("request: " + ItemText.request(request)));
    it.healed().forEach(error -> text.add("healed: " + ItemText.error(error)));
    for (SettledItem reaction : it.reactions()) {
      text.add(
          reaction.process()
              + ": "
              + reaction.activity()
              + (reaction.millis() > 0 ? " (" + reaction.millis() + " ms)" : ""));
    }
    return text.foot(cursor(it.cursor()));
  }

  private static TextLines errorDetail(ErrorDetailResult it) {
    TextLines text = new TextLines(ItemText.error(it.error()));
    it.lines().forEach(line -> text.add(line.text()));
    if (!it.requests().isEmpty()) {
      text.add("requests at that time:");
      it.requests().forEach(request -> text.add(ItemText.request(request)));
    }
    if (!it.before().isEmpty()) {
      text.add("lines before:");
      it.before().forEach(line -> text.add(ItemText.line(line, false)));
    }
    return text;
  }

  private static TextLines logs(LogResult it) {
    List<LogItem> lines = it.lines();
    long processes = lines.stream().map(LogItem::process).distinct().count();
    boolean newestLast = lines.size() < 2 || lines.getFirst().number() <= lines.getLast().number();
    String one = processes == 1 ? " of " + lines.getFirst().process() : "";
    TextLines text =
        new TextLines(
            head(count(lines.size(), "line") + one, it.omitted(), it.note())
                + (it.lost() > 0 ? ", " + it.lost() + " lost" : "")
                + (it.complete() ? "" : ", search timed out")
                + ", "
                + cursor(it.cursor()));
    lines.forEach(line -> text.add(ItemText.line(line, processes > 1)));
    return newestLast ? text.newestLast() : text;
  }

  private static TextLines pageEvents(PageEventResult it) {
    TextLines text =
        new TextLines(head(count(it.events().size(), "page event"), it.omitted(), it.note()));
    it.events()
        .forEach(event ->
            text.add(
                ItemText.clock(event.atMillis())
                    + " "
                    + event.session()
                    + " "
                    + event.type()
                    + " "
                    + event.page()
                    + " "
                    + event.summary()
                    + (event.request() > 0 ? " (request " + event.request() + ")" : "")));
    return text.foot(cursor(it.cursor()));
  }

  private static TextLines pageSessions(PageSessionResult it, long now) {
    TextLines text =
        new TextLines(head(count(it.sessions().size(), "page"), it.omitted(), it.note()));
    it.sessions()
        .forEach(page ->
            text.add(
                page.session()
                    + " "
                    + page.process()
                    + " "
                    + page.page()
                    + measured(" load ", page.load())
                    + measured(" LCP ", page.lcp())
                    + measured(" INP ", page.inp())
                    + measured(" CLS ", page.cls())
                    + ", "
                    + count(page.errors(), "error")
                    + ", "
                    + age(now - page.lastMillis())
                    + " ago"));
    return text.foot(cursor(it.cursor()));
  }

  private static String measured(String label, String value) {
    return value.isEmpty() ? "" : label + value;
  }

  private static TextLines graph(GraphResult it) {
    TextLines lines = new TextLines("processes: " + it.processes().size());
    for (GraphItem item : it.processes()) {
      String after =
          item.dependsOn().stream()
              .map(edge -> edge.process() + " " + edge.condition())
              .collect(Collectors.joining(", "));
      lines.add(item.name() + " " + item.state() + (after.isEmpty() ? "" : ", after " + after));
    }
    return lines;
  }

  private static TextLines ports(PortResult it) {
    TextLines text =
        new TextLines(
            it.ports().isEmpty() ? "nothing listens there" : count(it.ports().size(), "port"));
    it.ports()
        .forEach(port ->
            text.add(
                port.port()
                    + " "
                    + (port.ours() ? port.process() : "not of this run")
                    + (port.program().isEmpty() ? "" : " (" + port.program() + ")")));
    return text;
  }

  private static TextLines requestDetail(RequestDetailResult it) {
    RequestDetailResult.Timing timing = it.timing();
    TextLines text = new TextLines(ItemText.request(it.request()));
    text.add(
        "ms: connect "
            + timing.connect()
            + ", first byte "
            + timing.firstByte()
            + ", upstream "
            + timing.upstream()
            + ", brummer "
            + timing.brummer());
    if (!it.remark().isEmpty()) {
      text.add(it.remark());
    }
    body(text, "response body", it.responseBody(), it.responseBodyTruncated());
    body(text, "request body", it.requestBody(), it.requestBodyTruncated());
    if (!it.lines().isEmpty()) {
      text.add(it.exactLines() ? "lines with its trace id:" : "lines at that time:");
      it.lines().forEach(line -> text.add(ItemText.line(line, false)));
    }
    it.requestHeaders().forEach(field -> text.add("> " + field.name() + ": " + field.value()));
    it.responseHeaders().forEach(field -> text.add("< " + field.name() + ": " + field.value()));
    return it.curl().isEmpty() ? text : text.add(it.curl());
  }

  private static void body(TextLines text, String label, String body, boolean truncated) {
    if (!body.isEmpty()) {
      text.add(label + (truncated ? " (start):" : ":"));
      String shown = body.length() <= MAX_BODY_CHARS ? body : body.substring(0, MAX_BODY_CHARS);
      shown.lines().forEach(text::add);
    }
  }

  private static TextLines restart(RestartResult it, long now) {
    TextLines text =
        new TextLines(
            "restarted "
                + it.processes().stream()
                    .map(item -> item.process().name())
                    .collect(Collectors.joining(", ")));
    for (RestartItem item : it.processes()) {
      text.add(item.process().name() + ": " + restarted(item));
      text.add("  " + ItemText.process(item.process(), now));
      evidence(text, item.errors(), item.lastLines());
    }
    return text.foot(cursor(it.cursor()));
  }

  /// `+2 new, 1 gone errors, ready in 4.1 s (was 2.9 s)`.
  private static String restarted(RestartItem it) {
    String up =
        switch (it.outcome()) {
          case MET ->
              it.upMillis() < 0
                  ? "up"
                  : "ready in "
                      + seconds(it.upMillis())
                      + (it.previousUpMillis() < 0
                          ? ""
                          : " (was " + seconds(it.previousUpMillis()) + ")");
          case NOT_MET -> "not up";
          case TIMED_OUT -> "not up yet";
        };
    return "+" + it.newErrors() + " new, " + it.goneErrors() + " gone errors, " + up;
  }

  private static void evidence(TextLines text, List<ErrorItem> errors, List<LogItem> lines) {
    errors.forEach(error -> text.add("  " + ItemText.error(error)));
    lines.forEach(line -> text.add("  " + ItemText.line(line, false)));
  }

  private static TextLines scripts(ScriptListResult it) {
    TextLines text = new TextLines(head(count(it.scripts().size(), "script"), it.omitted(), ""));
    for (ScriptItem script : it.scripts()) {
      text.add(
          script.name()
              + (script.state().equals("idle") ? "" : " [" + script.state() + "]")
              + " "
              + script.command()
              + (script.origin().isEmpty() ? "" : " (" + script.origin() + ")"));
    }
    return text;
  }

  private static TextLines start(StartResult it, long now) {
    TextLines text =
        new TextLines(
            it.processes().stream().map(ResultText::started).collect(Collectors.joining(", ")));
    for (StartItem item : it.processes()) {
      text.add(ItemText.process(item.process(), now));
      evidence(text, item.errors(), item.lastLines());
    }
    return text.foot(cursor(it.cursor()));
  }

  private static String started(StartItem it) {
    String end =
        switch (it.outcome()) {
          case MET -> "";
          case NOT_MET -> " but it is not up";
          case TIMED_OUT -> " but it is not up after " + seconds(it.waitedMillis());
        };
    return it.process().name() + (it.started() ? " started" : " ran already") + end;
  }

  private static TextLines status(StatusResult it, long now) {
    return new TextLines(
            head(
                    it.processes().size() == 1 ? "1 process" : it.processes().size() + " processes",
                    0,
                    it.note())
                + (it.notStarted() > 0 ? ", " + it.notStarted() + " never started" : ""))
        .addAll(it.processes().stream().map(item -> ItemText.process(item, now)).toList())
        .foot(cursor(it.cursor()));
  }

  private static TextLines stop(StopResult it) {
    TextLines text =
        new TextLines(
            it.processes().stream().map(ResultText::stopped).collect(Collectors.joining(", ")));
    it.survivors().forEach(survivor -> text.add("still runs: " + survivor));
    return text.foot(cursor(it.cursor()));
  }

  private static String stopped(StopItem it) {
    String name = it.process().name();
    if (!it.wasRunning()) {
      return name + " did not run";
    }
    return it.outcome() == Outcome.MET
        ? name + " stopped in " + seconds(it.millis())
        : name + " still stops after " + seconds(it.millis());
  }

  private static TextLines urls(UrlResult it) {
    TextLines text =
        new TextLines(it.urls().isEmpty() ? "no URL is known" : count(it.urls().size(), "URL"));
    for (UrlItem url : it.urls()) {
      text.add(
          url.process()
              + " "
              + url.url()
              + (url.proxied().isEmpty() ? "" : " → " + url.proxied())
              + (url.scope().equals("local") ? "" : " (" + url.scope() + ")")
              + (url.ready() ? "" : " (not ready)"));
    }
    return text;
  }

  private static TextLines waited(WaitResult it, long now) {
    TextLines text =
        new TextLines(
            head(
                ItemText.outcome(it.outcome())
                    + ": "
                    + it.condition()
                    + ", "
                    + it.evidence()
                    + " ("
                    + seconds(it.waitedMillis())
                    + ")",
                0,
                it.note()));
    it.lines().forEach(line -> text.add(ItemText.line(line, true)));
    it.requests().forEach(request -> text.add(ItemText.request(request)));
    it.errors().forEach(error -> text.add(ItemText.error(error)));
    it.processes().forEach(item -> text.add(ItemText.process(item, now)));
    return text.foot(cursor(it.cursor()));
  }

  private static TextLines why(WhyResult it, long now) {
    TextLines text = new TextLines(it.reasons().getFirst());
    it.reasons().stream().skip(1).forEach(text::add);
    text.add(ItemText.process(it.process(), now));
    evidence(text, it.errors(), it.lastLines());
    return text;
  }

  /// What a call did, as one line for the activity of agents: "web started", "2 errors".
  public static String activity(OperationResult result) {
    String text = of(result, DEFAULT_TOKENS, 0);
    int end = text.indexOf('\n');
    String first = end < 0 ? text : text.substring(0, end);
    return first.length() <= 120 ? first : first.substring(0, 119) + "…";
  }
}
