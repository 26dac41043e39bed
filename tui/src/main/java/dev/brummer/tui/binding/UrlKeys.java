package dev.brummer.tui.binding;

import static dev.brummer.tui.key.Action.Urls.*;

import dev.brummer.tui.key.Binding;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.UrlRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of the URLs.
final class UrlKeys {
  private UrlKeys() {}

  static List<Binding<Model>> all() {
    List<Binding<Model>> keys = new ArrayList<>();
    keys.add(
        Binding.of(
            "o Enter", "open", "open it in the browser, through the proxy", OPEN, UrlKeys::none));
    keys.add(
        Binding.of("y", "copy", "copy the URL (the proxied one if there is)", COPY, UrlKeys::none));
    keys.add(
        Binding.of(
            "p",
            "proxy",
            "put the proxy before it, or take it away",
            PROXY,
            DisabledReasons::noProxy));
    keys.add(
        Binding.of(
            "O", "direct", "open it in the browser as it was printed", OPEN_DIRECT, UrlKeys::none));
    keys.add(
        Binding.of("Q", "code", "show it as a QR code for a phone", CODE, UrlKeys::notForOthers));
    keys.addAll(MoveKeys.all());
    return keys;
  }

  private static @Nullable String none(Model model) {
    return DisabledReasons.emptyList(model, Tab.URLS);
  }

  private static @Nullable String notForOthers(Model model) {
    List<UrlRow> rows = model.urls().rows();
    if (rows.isEmpty()) {
      return none(model);
    }
    UrlRow row = rows.get(model.cursor(Tab.URLS).selected(rows.size()));
    return model.urls().networkUrl(row) == null
        ? "Only this machine can open it: the server has to listen for others, as with --host."
        : null;
  }
}
