package dev.brummer.tui.action;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.key.Action;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.RelatedLogLines;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.PageRow;
import java.io.IOException;
import java.util.List;

/// What can be done with pages and what they have told.
final class PageActions {
  private final Model model;
  private final RequestActions requests;
  private final Clipboard pasteboard;

  PageActions(Model model, RequestActions requests, Clipboard pasteboard) {
    this.model = model;
    this.requests = requests;
    this.pasteboard = pasteboard;
  }

  void perform(Action.Pages action) throws IOException {
    switch (action) {
      case OPEN -> {
        model.pages().open(page());
        model.cursor(Tab.PAGES).select(0);
      }
      case TO_REQUEST -> requests.show(signal().request());
      case TO_LOG -> requests.toLog(RelatedLogLines.of(model.lines(), signal()));
      case COPY ->
          pasteboard.copy(
              model.pages().opened() == null
                  ? ClipboardText.of(page().page())
                  : ClipboardText.signal(signal()));
    }
  }

  private PageRow page() {
    List<PageRow> rows = model.pages().rows();
    return rows.get(model.cursor(Tab.PAGES).selected(rows.size()));
  }

  private Event.PageEvent signal() {
    List<Event.PageEvent> stream = model.pages().stream();
    return stream.get(model.cursor(Tab.PAGES).selected(stream.size()));
  }
}
