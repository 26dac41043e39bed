package dev.brummer.tui.action;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.key.Action;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.ProxyControl;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.Toast;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.model.list.UrlRow;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Opens URLs, copies them, puts the proxy before them.
public final class UrlActions {
  private final Model model;
  private final Consumer<String> browser;
  private final @Nullable ProxyControl proxy;
  private final UrlProber prober;
  private final Clipboard clipboard;

  UrlActions(
      Model model,
      Consumer<String> browser,
      @Nullable ProxyControl proxy,
      UrlProber prober,
      Clipboard clipboard) {
    this.model = model;
    this.browser = browser;
    this.proxy = proxy;
    this.prober = prober;
    this.clipboard = clipboard;
  }

  void perform(Action.Urls action) throws IOException {
    switch (action) {
      case OPEN -> open(selected());
      case OPEN_DIRECT -> open(selected().url());
      case PROXY -> toggle(selected());
      case CODE -> {
        String url = model.urls().networkUrl(selected());
        if (url != null) {
          model.overlay(new Overlay.QrCode(url));
        }
      }
      case COPY -> clipboard.copy(ClipboardText.of(selected().preferred()));
    }
  }

  private UrlRow selected() {
    List<UrlRow> rows = model.urls().rows();
    return rows.get(model.cursor(Tab.URLS).selected(rows.size()));
  }

  /// Opens it where the proxy serves it, if it does.
  void open(@Nullable UrlRow url) {
    if (url != null) {
      open(url.preferred());
    }
  }

  /// Opens the URL of a process that serves a page. With several URLs, those whose responses are
  /// unknown are requested first.
  void openBestOf(int process) {
    prober.probeUnknown(
        model.urls().candidatesFor(process), model, () -> open(model.urls().preferredFor(process)));
  }

  public void open(String url) {
    browser.accept(url);
    model.toastDone("opening " + url);
  }

  /// Puts the proxy before the selected process's URL, or takes it away.
  void toggleSelected() {
    ProcessRow row = model.processes().selected();
    UrlRow url =
        !model.processesFocused() && model.tab() == Tab.URLS && !model.urls().rows().isEmpty()
            ? selected()
            : row == null ? null : model.urls().preferredFor(row.id());
    if (url == null) {
      model.toast("There is no URL to put the proxy before.", Toast.Severity.INFO);
    } else {
      toggle(url);
    }
  }

  private void toggle(UrlRow url) {
    if (proxy == null) {
      model.toast("The proxy is off: --no-proxy.", Toast.Severity.INFO);
    } else if (url.proxyUrl() == null) {
      proxy.open(url.url(), url.process());
    } else {
      proxy.close(url.url());
    }
  }

  /// Puts the proxy before any URL.
  void proxy(String url) {
    if (proxy == null) {
      model.toast("The proxy is off: --no-proxy.", Toast.Severity.INFO);
    } else if (url.isEmpty()) {
      model.toast("/proxy wants a URL.", Toast.Severity.ERROR);
    } else {
      proxy.open(url.contains("://") ? url : "http://" + url, Event.BRUMMER);
      model.tab(Tab.URLS);
    }
  }
}
