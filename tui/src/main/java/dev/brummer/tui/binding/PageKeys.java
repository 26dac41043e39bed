package dev.brummer.tui.binding;

import static dev.brummer.tui.key.Action.Pages.*;

import dev.brummer.tui.key.Binding;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import java.util.ArrayList;
import java.util.List;

/// The keys of the pages and their events.
final class PageKeys {
  private PageKeys() {}

  static List<Binding<Model>> all() {
    List<Binding<Model>> keys = new ArrayList<>();
    keys.add(
        Binding.of(
            "Enter", "events", "show all that the page has told", OPEN, DisabledReasons::noPage));
    keys.add(
        Binding.of(
            "u",
            "request",
            "to the request that it is about",
            TO_REQUEST,
            DisabledReasons::noSignal));
    keys.add(
        Binding.of(
            "l", "to log", "show the log at that moment", TO_LOG, DisabledReasons::noSignal));
    keys.add(
        Binding.of(
            "y",
            "copy",
            "copy the URL of the page, or the event",
            COPY,
            model -> DisabledReasons.emptyList(model, Tab.PAGES)));
    keys.addAll(MoveKeys.details());
    keys.addAll(MoveKeys.all());
    return keys;
  }
}
