package dev.brummer.tui.model.list;

import dev.brummer.engine.event.Event;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Browser sessions, the one heard of last first. Bounded: the most silent one goes.
public final class PageList {
  private static final int MAX_PAGES = 200;

  private final LinkedHashMap<String, PageRow> rows = new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable List<PageRow> newestFirst;

  private @Nullable PageRow opened;

  /// @return whether it belongs to the page that is opened
  public boolean add(Event.PageEvent signal) {
    PageRow row = rows.computeIfAbsent(signal.session(), _ -> new PageRow(signal));
    row.add(signal);
    if (rows.size() > MAX_PAGES) {
      rows.pollFirstEntry();
    }
    newestFirst = null;
    return row.equals(opened);
  }

  /// Shows what one page has told instead of the list; null: the list.
  public void open(@Nullable PageRow page) {
    opened = page;
  }

  public @Nullable PageRow opened() {
    return opened;
  }

  /// What the opened page has told, the newest first; empty if none is.
  public List<Event.PageEvent> openedEvents() {
    return opened == null ? List.of() : List.copyOf(opened.events());
  }

  public List<PageRow> rows() {
    List<PageRow> all = newestFirst;
    if (all == null) {
      all = List.copyOf(rows.sequencedValues().reversed());
      newestFirst = all;
    }
    return all;
  }

  /// Errors of all pages together.
  public int errors() {
    int sum = 0;
    for (PageRow row : rows.values()) {
      sum += row.errors();
    }
    return sum;
  }
}
