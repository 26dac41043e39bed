package dev.brummer.tui.view;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.RequestDetail;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.tui.model.Format;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Moment;
import dev.brummer.tui.paint.AnsiSpans;
import dev.brummer.tui.paint.Rect;
import dev.brummer.tui.paint.StyledText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// All that is known of one request: where its time went, who sent it, what its server printed
/// meanwhile, its header fields.
final class RequestDetails {
  private static final int NAMES = 20;
  private static final int LINES = 4;

  private final AnsiSpans spans = new AnsiSpans();

  void paint(Model model, Brush brush, Rect area, Event.RequestServed request) {
    Panes.rule(brush, area, area.y(), request.method() + " " + request.url());
    Rect rest = area.below(1);
    int y = rest.y();
    for (Row row : rows(model, request)) {
      if (y >= rest.bottom()) {
        return;
      }
      y = brush(brush, rest, y, row);
    }
    y = moment(model, brush, rest, y, request);
    y = fields(brush, rest, y, "sent", request.detail().requestFields());
    fields(brush, rest, y, "got", request.detail().responseFields());
  }

  private record Row(String text, long style) {}

  private static int brush(Brush brush, Rect area, int y, Row row) {
    brush.text(area, area.x() + 1, y, row.text(), row.style());
    return y + 1;
  }

  private static List<Row> rows(Model model, Event.RequestServed request) {
    RequestDetail detail = request.detail();
    List<Row> rows = new ArrayList<>();
    if (!request.error().isEmpty()) {
      rows.add(new Row("✖ " + request.error(), Theme.BAD));
    }
    rows.add(
        new Row(
            "status "
                + request.status()
                + (request.contentType().isEmpty() ? "" : " · " + request.contentType())
                + " · sent "
                + Format.bytes(request.requestBytes())
                + ", got "
                + Format.bytes(request.responseBytes())
                + (request.injected() ? " · script injected" : "")
                + (detail.note().isEmpty() ? "" : " · " + detail.note()),
            Theme.PLAIN));
    rows.add(new Row(times(request), Theme.PLAIN));
    if (!detail.auth().isEmpty()) {
      String claims =
          detail.claims().stream()
              .map(claim -> claim.name() + " " + claim.value())
              .collect(Collectors.joining(", "));
      rows.add(
          new Row("auth " + detail.auth() + (claims.isEmpty() ? "" : ": " + claims), Theme.PLAIN));
    }
    String page =
        request.session().isEmpty() || request.injected() ? "" : pageOf(model, request.session());
    if (!page.isEmpty()) {
      rows.add(new Row("from page " + page, Theme.MUTED));
    }
    return rows;
  }

  private static String pageOf(Model model, String session) {
    return model.pages().rows().stream()
        .filter(row -> row.session().equals(session))
        .map(row -> row.page())
        .findFirst()
        .orElse("");
  }

  /// `total 12 ms = waited 0 µs + connect 1 ms + first byte 9 ms + rest 2 ms · 80 µs of it
  /// brummer`.
  private static String times(Event.RequestServed request) {
    RequestDetail detail = request.detail();
    long first = detail.firstByteNanos();
    StringBuilder text = new StringBuilder("total ").append(Format.duration(request.totalNanos()));
    text.append(" = ");
    if (detail.queueNanos() > 1_000_000) {
      text.append("waited ").append(Format.duration(detail.queueNanos())).append(" + ");
    }
    if (detail.connectNanos() > 0) {
      text.append("connect ").append(Format.duration(detail.connectNanos())).append(" + ");
    }
    if (first > 0) {
      text.append("first byte ").append(Format.duration(first)).append(" + ");
    }
    text.append("rest ").append(Format.duration(Math.max(0, request.upstreamNanos() - first)));
    return text.append(" · ")
        .append(Format.duration(request.ownNanos()))
        .append(" of it brummer")
        .toString();
  }

  private int moment(Model model, Brush brush, Rect area, int from, Event.RequestServed request) {
    if (from >= area.bottom() - 1 || request.detail().origin().isEmpty()) {
      return from;
    }
    Moment moment = Moment.of(model.lines(), request);
    int y = from;
    brush.text(area, area.x() + 1, y++, "log: " + moment.words(), Theme.ACCENT);
    for (StoredLine line : moment.lines().stream().limit(LINES).toList()) {
      if (y < area.bottom()) {
        StyledText text = spans.parse(line.text(), Theme.PLAIN);
        brush.canvas.styled(area.x() + 3, y++, area.right(), text, 0, text.length());
      }
    }
    return y;
  }

  private static int fields(
      Brush brush, Rect area, int from, String title, List<RequestDetail.Field> fields) {
    int y = from;
    if (fields.isEmpty() || y >= area.bottom()) {
      return y;
    }
    brush.text(area, area.x() + 1, y++, title, Theme.ACCENT);
    for (int i = 0; i < fields.size() && y < area.bottom(); i++) {
      boolean full = y == area.bottom() - 1 && i < fields.size() - 1;
      if (full) {
        String more = "… " + (fields.size() - i) + " more; z gives them room";
        brush.text(area, area.x() + 3, y++, more, Theme.MUTED);
      } else {
        RequestDetail.Field field = fields.get(i);
        int x = area.x() + 3;
        brush.canvas.text(x, y, Math.min(area.right(), x + NAMES), field.name(), Theme.MUTED);
        brush.text(area, x + NAMES + 1, y++, field.value(), Theme.PLAIN);
      }
    }
    return y;
  }
}
