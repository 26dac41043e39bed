package dev.brummer.tui.binding;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.action.Actions;
import dev.brummer.tui.action.ClipboardText;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.RelatedLogLines;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.PageItem;
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
            WebPageKeys::enterLabel,
            "show the events of the page, or fold and unfold its measurements",
            WebPageKeys::notOpenable,
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

  /// The selected row of the opened page, null if no page is open.
  private static @Nullable PageItem selectedItem(Model model) {
    List<PageItem> items = model.pages().openedItems();
    return items.isEmpty() ? null : items.get(model.cursor(Tab.PAGES).selected(items.size()));
  }

  private static Event.PageEvent selectedEvent(Model model) {
    if (selectedItem(model) instanceof PageItem.Occurrence(Event.PageEvent event)) {
      return event;
    }
    throw new IllegalStateException("no event is selected");
  }

  private static String enterLabel(Model model) {
    return selectedItem(model) instanceof PageItem.Fold fold
        ? fold.unfolded() ? "fold" : "unfold"
        : "events";
  }

  private static void open(Actions ui) {
    if (selectedItem(ui.model()) instanceof PageItem.Fold) {
      ui.model().pages().toggleFold();
    } else {
      ui.model().pages().open(selectedPage(ui.model()));
      ui.model().cursor(Tab.PAGES).select(0);
    }
  }

  private static void showInLog(Actions ui) {
    ui.log().show(RelatedLogLines.of(ui.model().lines(), selectedEvent(ui.model())));
  }

  private static void copy(Actions ui) throws IOException {
    Model model = ui.model();
    ui.clipboard()
        .copy(
            switch (selectedItem(model)) {
              case PageItem.Occurrence(Event.PageEvent event) -> ClipboardText.pageEvent(event);
              case PageItem.Fold fold -> ClipboardText.of(fold.summary());
              case null -> ClipboardText.of(selectedPage(model).page());
            });
  }

  private static @Nullable String noPage(Model model) {
    return DisabledReasons.emptyList(model, Tab.PAGES);
  }

  private static @Nullable String notOpenable(Model model) {
    return selectedItem(model) instanceof PageItem.Occurrence
        ? "Events are shown already; Esc returns to the pages."
        : noPage(model);
  }

  private static @Nullable String noEvent(Model model) {
    return switch (selectedItem(model)) {
      case PageItem.Occurrence _ -> null;
      case PageItem.Fold _ -> "This row folds events; Enter shows them.";
      case null -> "No event is selected; Enter shows the events of a page.";
    };
  }
}
