package dev.brummer.tui.action;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.ProxyControl;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.Toast;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Filters, shows, replays and exports requests. Confined to the thread `tui`.
public final class RequestActions {
  private final Model model;
  private final @Nullable ProxyControl proxy;

  /// @param proxy null when the proxy is off
  public RequestActions(Model model, @Nullable ProxyControl proxy) {
    this.model = model;
    this.proxy = proxy;
  }

  /// Filters the request list and selects its first row.
  public void filter(String expression) {
    model.requests().filter(expression, model::name);
    model.cursor(Tab.REQUESTS).select(0);
  }

  /// Selects a request in the request view; clears the filter if it hides the request.
  public void showRequest(long id) {
    if (model.requests().indexOf(id) < 0) {
      filter("");
    }
    int index = model.requests().indexOf(id);
    if (index < 0) {
      model.toast("Its request is no longer in the history.", Toast.Severity.INFO);
      return;
    }
    model.tab(Tab.REQUESTS);
    model.cursor(Tab.REQUESTS).select(index);
  }

  /// Sends a request to its server once more.
  public void replay(Event.RequestCompleted request) {
    proxy().replay(request.id());
    model.toastDone("sending " + request.method() + " " + request.url() + " again");
  }

  /// Exports all requests as an HTTP archive in the working directory.
  public void save() {
    Path file = ExportPath.of(model, ".har");
    proxy().save(file);
    model.toast("saving to " + file, Toast.Severity.INFO);
  }

  private ProxyControl proxy() {
    if (proxy == null) {
      throw new IllegalStateException("the proxy is off");
    }
    return proxy;
  }
}
