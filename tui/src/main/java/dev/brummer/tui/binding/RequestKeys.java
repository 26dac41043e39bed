package dev.brummer.tui.binding;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.action.Actions;
import dev.brummer.tui.action.ClipboardText;
import dev.brummer.tui.action.UrlActions;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay.Prompt.Purpose;
import dev.brummer.tui.model.RelatedLogLines;
import dev.brummer.tui.model.Tab;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of the request list.
final class RequestKeys {
  private RequestKeys() {}

  static List<Binding> bindings() {
    List<Binding> keys = new ArrayList<>();
    keys.add(
        Binding.of(
            "Enter",
            "to log",
            "show the log lines of the request",
            RequestKeys::noRequest,
            RequestKeys::showInLog));
    keys.add(
        Binding.of(
            "f /",
            "filter",
            "filter: text, !text, 5xx, >200ms, >10k, @process",
            ui -> ui.model().prompt(Purpose.FILTER_REQUESTS, ui.model().requests().filter())));
    keys.add(
        Binding.of(
            "a",
            "replay",
            "replay the request",
            RequestKeys::notReplayable,
            ui -> ui.requests().replay(selected(ui.model()))));
    keys.add(
        Binding.of(
            "c",
            "curl",
            "copy the request as a curl command",
            RequestKeys::noRequest,
            ui -> ui.clipboard().copy(ClipboardText.curl(selected(ui.model())))));
    keys.add(
        Binding.of(
            "y",
            "copy",
            "copy the URL of the request",
            RequestKeys::noRequest,
            ui -> ui.clipboard().copy(ClipboardText.request(selected(ui.model())))));
    keys.add(
        Binding.of(
            "S",
            "save",
            "save all requests as a HAR file",
            model -> model.proxyEnabled() ? noRequest(model) : UrlActions.PROXY_OFF,
            ui -> ui.requests().save()));
    keys.addAll(MoveKeys.details());
    keys.addAll(MoveKeys.bindings());
    return keys;
  }

  private static Event.RequestCompleted selected(Model model) {
    List<Event.RequestCompleted> rows = model.requests().rows();
    return rows.get(model.cursor(Tab.REQUESTS).selected(rows.size()));
  }

  private static void showInLog(Actions ui) {
    ui.log().show(RelatedLogLines.of(ui.model().lines(), selected(ui.model())));
  }

  private static @Nullable String noRequest(Model model) {
    return model.requests().rows().isEmpty() ? "No request is listed." : null;
  }

  private static @Nullable String notReplayable(Model model) {
    if (!model.proxyEnabled()) {
      return UrlActions.PROXY_OFF;
    }
    if (model.requests().rows().isEmpty()) {
      return noRequest(model);
    }
    return selected(model).detail().origin().isEmpty() ? "This request cannot be replayed." : null;
  }
}
