package dev.brummer.tui.view;

import dev.brummer.tui.key.KeyContext;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.Formats;
import dev.brummer.tui.model.list.ListCursor;
import dev.brummer.tui.model.list.UrlList;
import dev.brummer.tui.model.list.UrlRow;
import dev.brummer.tui.paint.Rect;
import java.util.List;

/// Every URL that processes have printed, and where the proxy serves it.
final class UrlsView implements View {
  private static final int PROCESS = 0;
  private static final int ORIGINAL = 1;
  private static final int PROXIED = 2;
  private static final int ANSWER = 3;
  private static final int ABOUT = 4;

  private final Table table =
      new Table(
          Table.Column.left("process", 10, 6),
          Table.Column.flexible("printed", 24, 8),
          Table.Column.flexible("→ open this (proxied)", 27, 9),
          Table.Column.left("answers", 26, 5),
          Table.Column.left("about", 12, 4));

  @Override
  public KeyContext context() {
    return KeyContext.URLS;
  }

  @Override
  public void paint(Model model, Painter brush, Rect area, boolean focused) {
    List<UrlRow> rows = model.urls().rows();
    if (rows.isEmpty()) {
      brush.empty(
          area,
          List.of(
              "No URLs yet.",
              "When a process prints one, it appears here with its proxied twin,",
              "and o opens it in the browser"));
      return;
    }
    measure(model, rows);
    table.fit(area);
    table.head(brush, area.y());
    Rect list = area.below(1);
    ListCursor cursor = model.cursor(Tab.URLS);
    brush.rows(cursor, rows, list, focused, (it, row) -> row(model, brush, row.y(), it));
  }

  private void measure(Model model, List<UrlRow> rows) {
    table.forget();
    for (UrlRow url : rows) {
      table.want(PROCESS, model.name(url.process()));
      table.want(ORIGINAL, url.url());
      table.want(PROXIED, proxied(url));
      table.want(ANSWER, answer(model, url));
      table.want(ABOUT, about(url));
    }
  }

  private void row(Model model, Painter brush, int y, UrlRow url) {
    table.cell(brush, PROCESS, y, model.name(url.process()), Styles.name(url.process()));
    table.cell(brush, ORIGINAL, y, url.url(), Styles.PLAIN);
    if (url.proxied() != null) {
      table.cell(brush, PROXIED, y, proxied(url), Styles.LINK);
    } else if (table.shows(ORIGINAL)) {
      long style = url.problem().isEmpty() ? Styles.MUTED : Styles.BAD;
      table.cell(brush, PROXIED, y, proxied(url), style);
    } else {
      table.cell(brush, PROXIED, y, url.url(), Styles.PLAIN);
    }
    UrlList.Probe probe = model.urls().probe(url.url());
    long answered = probe == null ? Styles.MUTED : Styles.status(probe.status());
    table.cell(brush, ANSWER, y, answer(model, url), answered);
    table.cell(brush, ABOUT, y, about(url), Styles.MUTED);
    link(brush, ORIGINAL, y, url.url());
    link(brush, PROXIED, y, url.best());
  }

  private void link(Painter brush, int column, int y, String url) {
    if (table.shows(column)) {
      brush.zones.link(url, table.left(column), y, Math.min(table.width(column), url.length()));
    }
  }

  /// `200 Shop`, or why there is no answer.
  private static String answer(Model model, UrlRow url) {
    UrlList.Probe probe = model.urls().probe(url.url());
    return probe == null
        ? ""
        : probe.status() == 0 ? "✖ " + probe.title() : probe.status() + " " + probe.title();
  }

  private static String proxied(UrlRow url) {
    return url.proxied() != null
        ? "→ " + url.proxied()
        : url.problem().isEmpty() ? notProxied(url) : "✖ " + url.problem();
  }

  private static String notProxied(UrlRow url) {
    return switch (url.scope()) {
      case LOCAL -> "not proxied";
      case NETWORK -> "this machine from outside";
      case EXTERNAL -> "not ours";
    };
  }

  private static String about(UrlRow url) {
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
    long proxied = model.urls().rows().stream().filter(row -> row.proxied() != null).count();
    int all = model.urls().rows().size();
    return all == 0 ? "" : Formats.count(all, "URL") + " · " + proxied + " proxied";
  }
}
