package dev.brummer.tui.view;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.CompactFormats;
import dev.brummer.tui.model.list.ListCursor;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.model.list.RequestList;
import dev.brummer.tui.paint.Rect;
import java.util.List;

/// All requests through the proxy, newest first.
final class RequestsView implements View {
  private static final int TIME = 0;
  private static final int METHOD = 1;
  private static final int STATUS = 2;
  private static final int PATH = 3;
  private static final int TYPE = 4;
  private static final int SIZE = 5;
  private static final int TOTAL = 6;
  private static final int UPSTREAM = 7;
  private static final int PROCESS = 8;

  /// Minimum height at which details are shown below the list.
  private static final int MIN_DETAIL_HEIGHT = 14;

  private final RequestDetailPane details = new RequestDetailPane();
  private final Table table =
      new Table(
          Table.Column.left("time", 12, 4),
          Table.Column.left("method", 6, 6),
          Table.Column.right("code", 5, 8),
          Table.Column.flexible("path", 22, 9),
          Table.Column.left("type", 10, 2),
          Table.Column.right("size", 5, 3),
          Table.Column.right("total", 7, 7),
          Table.Column.right("upstream", 8, 1),
          Table.Column.left("process", 10, 5));

  @Override
  public void paint(Model model, ViewCanvas viewCanvas, Rect area, boolean focused) {
    RequestList requestList = model.requests();
    if (requestList.size() == 0) {
      viewCanvas.emptyView(
          area,
          List.of(
              "No requests yet.",
              "Open a proxied URL (3 lists them, o opens one);",
              "its requests appear here"));
      return;
    }
    table.reset();
    for (ProcessRow process : model.processes()) {
      table.reserve(PROCESS, process.name());
    }
    table.fit(area);
    table.titles(viewCanvas, area.y());
    List<Event.RequestCompleted> rows = requestList.rows();
    int height =
        area.height() < MIN_DETAIL_HEIGHT
            ? area.height() - 1
            : Math.min(rows.size(), Math.max(4, area.height() / 2 - 1));
    Rect list = area.below(1).top(height);
    ListCursor cursor = model.cursor(Tab.REQUESTS);
    viewCanvas.rows(
        cursor, rows, list, focused, (it, row) -> paintRow(model, viewCanvas, row.y(), it));
    if (rows.isEmpty()) {
      viewCanvas.text(
          list, list.x() + 1, area.y() + 1, "No request matches the filter.", Styles.MUTED);
    } else if (area.height() >= MIN_DETAIL_HEIGHT) {
      details.paint(model, viewCanvas, area.below(1 + height), rows.get(cursor.selected()));
    }
  }

  private void paintRow(Model model, ViewCanvas viewCanvas, int y, Event.RequestCompleted request) {
    table.cell(viewCanvas, TIME, y, LogsView.clock(model, request.atMillis()), Styles.MUTED);
    table.cell(viewCanvas, METHOD, y, request.method(), Styles.PLAIN);
    boolean succeeded = request.error().isEmpty();
    table.cell(
        viewCanvas,
        STATUS,
        y,
        status(request),
        succeeded ? Styles.status(request.status()) : Styles.ERROR);
    table.cell(viewCanvas, PATH, y, path(request.url()), Styles.PLAIN);
    table.cell(viewCanvas, TYPE, y, type(request.contentType()), Styles.MUTED);
    table.cell(viewCanvas, SIZE, y, CompactFormats.bytes(request.responseBytes()), Styles.PLAIN);
    table.cell(viewCanvas, TOTAL, y, CompactFormats.duration(request.totalNanos()), Styles.PLAIN);
    table.cell(
        viewCanvas, UPSTREAM, y, CompactFormats.duration(request.upstreamNanos()), Styles.MUTED);
    table.cell(
        viewCanvas,
        PROCESS,
        y,
        model.name(request.process()),
        Styles.processName(request.process()));
  }

  /// `200`; `✖ 502` for an error with a status; `✖` for an error without a response.
  private static String status(Event.RequestCompleted request) {
    String status = request.status() == 0 ? "" : Integer.toString(request.status());
    return request.error().isEmpty() ? status : ("✖ " + status).strip();
  }

  /// Path and query of a URL.
  static String path(String url) {
    int scheme = url.indexOf("://");
    int slash = scheme < 0 ? 0 : url.indexOf('/', scheme + 3);
    return slash < 0 ? "/" : url.substring(slash);
  }

  private static String type(String contentType) {
    int end = contentType.indexOf(';');
    String mediaType = end < 0 ? contentType : contentType.substring(0, end);
    return mediaType.startsWith("text/") || mediaType.startsWith("application/")
        ? mediaType.substring(mediaType.indexOf('/') + 1)
        : mediaType;
  }

  @Override
  public String status(Model model) {
    RequestList requestList = model.requests();
    if (requestList.size() == 0) {
      return "";
    }
    RequestList.RecentRate recent = requestList.recent(model.now());
    long dropped = requestList.total() - requestList.size();
    String filter = requestList.filter().isEmpty() ? "" : " · only " + requestList.filter();
    return CompactFormats.count(requestList.total(), "request")
        + filter
        + (filter.isEmpty() ? "" : ": " + CompactFormats.count(requestList.rows().size()))
        + (dropped > 0 ? " · newest " + CompactFormats.count(requestList.size()) + " kept" : "")
        + (recent.failed() > 0 ? " · " + recent.failed() + " failed in the last 10 s" : "");
  }
}
