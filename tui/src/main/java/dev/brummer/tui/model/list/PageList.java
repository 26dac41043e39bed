package dev.brummer.tui.model.list;

import dev.brummer.engine.event.Event;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Browser sessions, most recently active first. Bounded: the least recently active one is dropped.
public final class PageList {
  private static final int MAX_PAGES = 200;

  private final LinkedHashMap<String, PageRow> rows = new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable List<PageRow> newestFirst;

  private @Nullable PageRow opened;
  private boolean unfolded;

  /// @return whether the event belongs to the opened page
  public boolean add(Event.PageEvent event) {
    PageRow row = rows.computeIfAbsent(event.session(), _ -> new PageRow(event));
    row.add(event);
    if (rows.size() > MAX_PAGES) {
      rows.pollFirstEntry();
    }
    newestFirst = null;
    return row.equals(opened);
  }

  /// Opens the events of a page, measurements folded; null returns to the list.
  public void open(@Nullable PageRow page) {
    opened = page;
    unfolded = false;
  }

  /// Folds or unfolds the measurements of the opened page.
  public void toggleFold() {
    unfolded = !unfolded;
  }

  public @Nullable PageRow opened() {
    return opened;
  }

  /// Rows of the opened page, see [PageRow#items]; empty if none is open.
  public List<PageItem> openedItems() {
    return opened == null ? List.of() : opened.items(unfolded);
  }

  public List<PageRow> rows() {
    List<PageRow> list = newestFirst;
    if (list == null) {
      list = List.copyOf(rows.sequencedValues().reversed());
      newestFirst = list;
    }
    return list;
  }

  /// Number of errors of all pages.
  public int errors() {
    int sum = 0;
    for (PageRow row : rows.values()) {
      sum += row.errors();
    }
    return sum;
  }
}
