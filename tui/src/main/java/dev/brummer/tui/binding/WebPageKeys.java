package dev.brummer.tui.binding;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.action.Actions;
import dev.brummer.tui.action.ClipboardText;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.RelatedLogLines;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.PageRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of the page list and of the events of an opened page.
final class WebPageKeys {
  private WebPageKeys() {}

  static List<Binding> bindings() {
    List<Binding> keys = new ArrayList<>();
    keys.add(
        Binding.of(
            "Enter",
            "events",
            "show the events of the page",
            WebPageKeys::notAPage,
            WebPageKeys::open));
    keys.add(
        Binding.of(
            "u",
            "request",
            "show the request of the event",
            WebPageKeys::noEvent,
            ui -> ui.requests().showRequest(selectedEvent(ui.model()).request())));
    keys.add(
        Binding.of(
            "l",
            "to log",
            "show the log at the time of the event",
            WebPageKeys::noEvent,
            WebPageKeys::showInLog));
    keys.add(
        Binding.of(
            "y",
            "copy",
            "copy the URL of the page, or the event",
            WebPageKeys::noPage,
            WebPageKeys::copy));
    keys.addAll(MoveKeys.details());
    keys.addAll(MoveKeys.bindings());
    return keys;
  }

  private static PageRow selectedPage(Model model) {
    List<PageRow> rows = model.pages().rows();
    return rows.get(model.cursor(Tab.PAGES).selected(rows.size()));
  }

  private static Event.PageEvent selectedEvent(Model model) {
    List<Event.PageEvent> events = model.pages().openedEvents();
    return events.get(model.cursor(Tab.PAGES).selected(events.size()));
  }

  private static void open(Actions ui) {
    ui.model().pages().open(selectedPage(ui.model()));
    ui.model().cursor(Tab.PAGES).select(0);
  }

  private static void showInLog(Actions ui) {
    ui.log().show(RelatedLogLines.of(ui.model().lines(), selectedEvent(ui.model())));
  }

  private static void copy(Actions ui) throws IOException {
    Model model = ui.model();
    ui.clipboard()
        .copy(
            model.pages().opened() == null
                ? ClipboardText.of(selectedPage(model).page())
                : ClipboardText.pageEvent(selectedEvent(model)));
  }

  private static @Nullable String noPage(Model model) {
    return DisabledReasons.emptyList(model, Tab.PAGES);
  }

  private static @Nullable String notAPage(Model model) {
    return model.pages().opened() == null
        ? noPage(model)
        : "Events are shown already; Esc returns to the pages.";
  }

  private static @Nullable String noEvent(Model model) {
    return model.pages().opened() == null
        ? "No event is selected; Enter shows the events of a page."
        : null;
  }
}
