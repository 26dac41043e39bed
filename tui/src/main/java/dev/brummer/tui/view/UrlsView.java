package dev.brummer.tui.view;

import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.CompactFormats;
import dev.brummer.tui.model.list.ListCursor;
import dev.brummer.tui.model.list.UrlList;
import dev.brummer.tui.model.list.UrlRow;
import dev.brummer.tui.paint.Rect;
import java.util.List;

/// All detected URLs and their proxied addresses.
final class UrlsView implements View {
  private static final int PROCESS = 0;
  private static final int ORIGINAL = 1;
  private static final int PROXIED = 2;
  private static final int RESPONSE = 3;
  private static final int ABOUT = 4;

  private final Table table =
      new Table(
          Table.Column.left("process", 10, 6),
          Table.Column.flexible("URL", 24, 8),
          Table.Column.flexible("→ proxied URL", 27, 9),
          Table.Column.left("response", 26, 5),
          Table.Column.left("label", 12, 4));

  @Override
  public void paint(Model model, ViewCanvas viewCanvas, Rect area, boolean focused) {
    List<UrlRow> rows = model.urls().rows();
    if (rows.isEmpty()) {
      viewCanvas.emptyView(
          area,
          List.of(
              "No URLs yet.",
              "URLs in process output appear here with their proxied address;",
              "o opens one in the browser"));
      return;
    }
    reserveWidths(model, rows);
    table.fit(area);
    table.titles(viewCanvas, area.y());
    Rect list = area.below(1);
    ListCursor cursor = model.cursor(Tab.URLS);
    viewCanvas.rows(
        cursor, rows, list, focused, (it, row) -> paintRow(model, viewCanvas, row.y(), it));
  }

  private void reserveWidths(Model model, List<UrlRow> rows) {
    table.reset();
    for (UrlRow url : rows) {
      table.reserve(PROCESS, model.name(url.process()));
      table.reserve(ORIGINAL, url.url());
      table.reserve(PROXIED, proxyText(url));
      table.reserve(RESPONSE, responseText(model, url));
      table.reserve(ABOUT, aboutText(url));
    }
  }

  private void paintRow(Model model, ViewCanvas viewCanvas, int y, UrlRow url) {
    table.cell(
        viewCanvas, PROCESS, y, model.name(url.process()), Styles.processName(url.process()));
    table.cell(viewCanvas, ORIGINAL, y, url.url(), Styles.PLAIN);
    if (url.proxyUrl() != null) {
      table.cell(viewCanvas, PROXIED, y, proxyText(url), Styles.LINK);
    } else if (table.isVisible(ORIGINAL)) {
      long style = url.problem().isEmpty() ? Styles.MUTED : Styles.ERROR;
      table.cell(viewCanvas, PROXIED, y, proxyText(url), style);
    } else {
      table.cell(viewCanvas, PROXIED, y, url.url(), Styles.PLAIN);
    }
    UrlList.ProbeResult probe = model.urls().probe(url.url());
    long answered = probe == null ? Styles.MUTED : Styles.status(probe.status());
    table.cell(viewCanvas, RESPONSE, y, responseText(model, url), answered);
    table.cell(viewCanvas, ABOUT, y, aboutText(url), Styles.MUTED);
    addLink(viewCanvas, ORIGINAL, y, url.url());
    addLink(viewCanvas, PROXIED, y, url.preferred());
  }

  private void addLink(ViewCanvas viewCanvas, int column, int y, String url) {
    if (table.isVisible(column)) {
      viewCanvas.hitRegions.link(
          url, table.columnX(column), y, Math.min(table.width(column), url.length()));
    }
  }

  /// `200 Shop`, or the reason for a failed probe.
  private static String responseText(Model model, UrlRow url) {
    UrlList.ProbeResult probe = model.urls().probe(url.url());
    return probe == null
        ? ""
        : probe.status() == 0 ? "✖ " + probe.title() : probe.status() + " " + probe.title();
  }

  private static String proxyText(UrlRow url) {
    return url.proxyUrl() != null
        ? "→ " + url.proxyUrl()
        : url.problem().isEmpty() ? notProxiedText(url) : "✖ " + url.problem();
  }

  private static String notProxiedText(UrlRow url) {
    return switch (url.scope()) {
      case LOCAL -> "not proxied";
      case NETWORK -> "not proxied (network address)";
      case EXTERNAL -> "not proxied (external host)";
    };
  }

  private static String aboutText(UrlRow url) {
    String reach =
        switch (url.scope()) {
          case LOCAL -> "local";
          case NETWORK -> "network";
          case EXTERNAL -> "external";
        };
    return url.label().isEmpty() ? reach : url.label();
  }

  @Override
  public String status(Model model) {
    long proxied = model.urls().rows().stream().filter(row -> row.proxyUrl() != null).count();
    int all = model.urls().rows().size();
    int own = model.urls().count();
    String external = all == own ? "" : " · " + CompactFormats.count(all - own) + " external";
    return all == 0
        ? ""
        : CompactFormats.count(own, "URL") + " · " + proxied + " proxied" + external;
  }
}
