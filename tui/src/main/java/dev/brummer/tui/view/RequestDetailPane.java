package dev.brummer.tui.view;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.RequestDetail;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.RelatedLogLines;
import dev.brummer.tui.model.list.CompactFormats;
import dev.brummer.tui.paint.AnsiParser;
import dev.brummer.tui.paint.Rect;
import java.util.List;
import java.util.stream.Collectors;

/// Details of one request: timing, sender, log lines of its process, bodies and headers.
final class RequestDetailPane {
  private static final int MAX_LINES = 8;

  private final AnsiParser spans = new AnsiParser();
  private final DetailPane detailPane = new DetailPane();

  /// Request whose bodies are cached below; they are decoded once, not per frame.
  private long bodiesRequestId = -1;

  private RequestDetail.Body requestBody = RequestDetail.Body.NONE;
  private RequestDetail.Body responseBody = RequestDetail.Body.NONE;

  void paint(Model model, ViewCanvas viewCanvas, Rect area, Event.RequestCompleted request) {
    if (request.id() != bodiesRequestId) {
      bodiesRequestId = request.id();
      requestBody = request.detail().requestBody();
      responseBody = request.detail().responseBody();
    }
    detailPane.reset(area.width());
    addFacts(model, request);
    addBody("response body", responseBody);
    addLogLines(model, request);
    addFields("request headers", request.detail().requestHeaders());
    addBody("request body", requestBody);
    addFields("response headers", request.detail().responseHeaders());
    String title = request.method() + " " + request.url();
    detailPane.paint(viewCanvas, area, title, model.detail(), request.id());
  }

  private void addFacts(Model model, Event.RequestCompleted request) {
    RequestDetail detail = request.detail();
    if (!request.error().isEmpty()) {
      detailPane.line("✖ " + request.error(), Styles.ERROR);
    }
    detailPane.line(
        "status "
            + request.status()
            + (request.contentType().isEmpty() ? "" : " · " + request.contentType())
            + " · request "
            + CompactFormats.bytes(request.requestBytes())
            + ", response "
            + CompactFormats.bytes(request.responseBytes())
            + (request.injected() ? " · script injected" : "")
            + (detail.remark().isEmpty() ? "" : " · " + detail.remark()),
        Styles.PLAIN);
    detailPane.line(timingText(request), Styles.PLAIN);
    if (!detail.authentication().isEmpty()) {
      String claims =
          detail.claims().stream()
              .map(claim -> claim.name() + " " + claim.value())
              .collect(Collectors.joining(", "));
      detailPane.line(
          "auth " + detail.authentication() + (claims.isEmpty() ? "" : ": " + claims),
          Styles.PLAIN);
    }
    String page =
        request.session().isEmpty() || request.injected() ? "" : pageOf(model, request.session());
    if (!page.isEmpty()) {
      detailPane.line("from page " + page, Styles.MUTED);
    }
  }

  private static String pageOf(Model model, String session) {
    return model.pages().rows().stream()
        .filter(row -> row.session().equals(session))
        .map(row -> row.page())
        .findFirst()
        .orElse("");
  }

  /// `total 12 ms = queue 2 ms + connect 1 ms + first byte 7 ms + body 2 ms · brummer 80 µs`.
  private static String timingText(Event.RequestCompleted request) {
    RequestDetail detail = request.detail();
    long first = detail.firstByteNanos();
    StringBuilder text =
        new StringBuilder("total ").append(CompactFormats.duration(request.totalNanos()));
    text.append(" = ");
    if (detail.queueNanos() > 1_000_000) {
      text.append("queue ").append(CompactFormats.duration(detail.queueNanos())).append(" + ");
    }
    if (detail.connectNanos() > 0) {
      text.append("connect ").append(CompactFormats.duration(detail.connectNanos())).append(" + ");
    }
    if (first > 0) {
      text.append("first byte ").append(CompactFormats.duration(first)).append(" + ");
    }
    text.append("body ")
        .append(CompactFormats.duration(Math.max(0, request.upstreamNanos() - first)));
    return text.append(" · brummer ")
        .append(CompactFormats.duration(request.proxyNanos()))
        .toString();
  }

  private void addLogLines(Model model, Event.RequestCompleted request) {
    if (request.detail().origin().isEmpty()) {
      return;
    }
    RelatedLogLines relatedLogLines = RelatedLogLines.of(model.lines(), request);
    detailPane.heading("log: " + relatedLogLines.describe());
    for (StoredLine line : relatedLogLines.lines().stream().limit(MAX_LINES).toList()) {
      detailPane.logLine('│', Styles.MUTED, spans.parse(line.text(), Styles.PLAIN));
    }
  }

  private void addFields(String title, List<RequestDetail.NameValue> fields) {
    if (!fields.isEmpty()) {
      detailPane.heading(title);
      fields.forEach(nameValue -> detailPane.field(nameValue.name(), nameValue.value()));
    }
  }

  private void addBody(String title, RequestDetail.Body body) {
    if (!body.text().isEmpty()) {
      detailPane.heading(body.truncated() ? title + " (truncated)" : title);
      body.text().lines().forEach(line -> detailPane.line("  " + line, Styles.PLAIN));
    }
  }
}
