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
  private final Clipboard clipboard;

  PageActions(Model model, RequestActions requests, Clipboard clipboard) {
    this.model = model;
    this.requests = requests;
    this.clipboard = clipboard;
  }

  void perform(Action.Pages action) throws IOException {
    switch (action) {
      case OPEN -> {
        model.pages().open(selectedPage());
        model.cursor(Tab.PAGES).select(0);
      }
      case TO_REQUEST -> requests.showRequest(selectedEvent().request());
      case TO_LOG -> requests.showInLog(RelatedLogLines.of(model.lines(), selectedEvent()));
      case COPY ->
          clipboard.copy(
              model.pages().opened() == null
                  ? ClipboardText.of(selectedPage().page())
                  : ClipboardText.pageEvent(selectedEvent()));
    }
  }

  private PageRow selectedPage() {
    List<PageRow> rows = model.pages().rows();
    return rows.get(model.cursor(Tab.PAGES).selected(rows.size()));
  }

  private Event.PageEvent selectedEvent() {
    List<Event.PageEvent> stream = model.pages().openedEvents();
    return stream.get(model.cursor(Tab.PAGES).selected(stream.size()));
  }
}
