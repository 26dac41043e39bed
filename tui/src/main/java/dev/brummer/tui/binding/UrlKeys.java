package dev.brummer.tui.binding;

import dev.brummer.tui.action.Actions;
import dev.brummer.tui.action.ClipboardText;
import dev.brummer.tui.action.UrlActions;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.UrlRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of the URL list.
final class UrlKeys {
  private UrlKeys() {}

  static List<Binding> bindings() {
    List<Binding> keys = new ArrayList<>();
    keys.add(
        Binding.of(
            "o Enter",
            "open",
            "open in the browser, proxied if routed",
            UrlKeys::noUrl,
            ui -> ui.urls().open(selected(ui.model()).preferred())));
    keys.add(
        Binding.of(
            "y",
            "copy",
            "copy the URL, proxied if routed",
            UrlKeys::noUrl,
            ui -> ui.clipboard().copy(ClipboardText.of(selected(ui.model()).preferred()))));
    keys.add(
        Binding.of(
            "p",
            "proxy",
            "open or close its proxy route",
            model -> model.proxyEnabled() ? noUrl(model) : UrlActions.PROXY_OFF,
            ui -> ui.urls().toggleProxy(selected(ui.model()))));
    keys.add(
        Binding.of(
            "O",
            "direct",
            "open in the browser, without the proxy",
            UrlKeys::noUrl,
            ui -> ui.urls().open(selected(ui.model()).url())));
    keys.add(
        Binding.of(
            "Q", "code", "show the URL as a QR code", UrlKeys::notOnNetwork, UrlKeys::showQrCode));
    keys.addAll(MoveKeys.bindings());
    return keys;
  }

  private static UrlRow selected(Model model) {
    List<UrlRow> rows = model.urls().rows();
    return rows.get(model.cursor(Tab.URLS).selected(rows.size()));
  }

  private static void showQrCode(Actions ui) {
    String url = ui.model().urls().networkUrl(selected(ui.model()));
    if (url != null) {
      ui.model().overlay(new Overlay.QrCode(url));
    }
  }

  private static @Nullable String noUrl(Model model) {
    return DisabledReasons.emptyList(model, Tab.URLS);
  }

  private static @Nullable String notOnNetwork(Model model) {
    if (model.urls().rows().isEmpty()) {
      return noUrl(model);
    }
    return model.urls().networkUrl(selected(model)) == null
        ? "Only this machine can reach it; make the server listen on the network (--host)."
        : null;
  }
}
