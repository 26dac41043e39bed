package dev.brummer.tui.action;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.ProxyControl;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.Toast;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.model.list.UrlRow;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Opens URLs in the browser and their proxy routes. Confined to the thread `tui`.
public final class UrlActions {
  /// Shown when a command needs the proxy.
  public static final String PROXY_OFF = "The proxy is off (--no-proxy).";

  private final Model model;
  private final Predicate<String> browser;
  private final @Nullable ProxyControl proxy;
  private final UrlProber prober;

  /// @param browser opens a URL; false if it was copied instead
  /// @param proxy null when the proxy is off
  public UrlActions(
      Model model, Predicate<String> browser, @Nullable ProxyControl proxy, UrlProber prober) {
    this.model = model;
    this.browser = browser;
    this.proxy = proxy;
    this.prober = prober;
  }

  /// Opens the URL of a process, preferably one that serves a page. If the process has several
  /// URLs, those without a known response are requested first.
  public void openPreferred(int process) {
    prober.probeUnknown(
        model,
        model.urls().candidatesFor(process),
        () -> {
          UrlRow url = model.urls().preferredFor(process);
          if (url != null) {
            open(url.preferred());
          }
        });
  }

  /// Opens a URL in the browser.
  public void open(String url) {
    model.toastDone(
        browser.test(url)
            ? "opening " + url
            : "this terminal has no browser beside it: copied " + url);
  }

  /// Opens or closes the proxy route of the selected URL, or of the selected process's URL.
  void toggleSelectedProxy() {
    UrlRow url = selected();
    if (url == null) {
      model.toast("No URL is selected.", Toast.Severity.INFO);
    } else {
      toggleProxy(url);
    }
  }

  private @Nullable UrlRow selected() {
    List<UrlRow> rows = model.urls().rows();
    if (!model.processesFocused() && model.tab() == Tab.URLS && !rows.isEmpty()) {
      return rows.get(model.cursor(Tab.URLS).selected(rows.size()));
    }
    ProcessRow process = model.processes().selected();
    return process == null ? null : model.urls().preferredFor(process.id());
  }

  /// Opens the proxy route of a URL, or closes it if it is open.
  public void toggleProxy(UrlRow url) {
    if (proxy == null) {
      model.toast(PROXY_OFF, Toast.Severity.INFO);
    } else if (url.proxyUrl() == null) {
      proxy.open(url.url(), url.process());
    } else {
      proxy.close(url.url());
    }
  }

  /// Opens a proxy route to any URL.
  void openProxy(String url) {
    if (proxy == null) {
      model.toast(PROXY_OFF, Toast.Severity.INFO);
    } else if (url.isEmpty()) {
      model.toast("/proxy needs a URL.", Toast.Severity.ERROR);
    } else {
      proxy.open(url.contains("://") ? url : "http://" + url, Event.BRUMMER);
      model.tab(Tab.URLS);
    }
  }
}
