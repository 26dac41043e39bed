package dev.brummer.tui.action;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.key.Action;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.ProxyControl;
import dev.brummer.tui.model.RelatedLogLines;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.Toast;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be done with requests.
public final class RequestActions {
  private final Model model;
  private final @Nullable ProxyControl proxy;
  private final LogActions log;
  private final Clipboard clipboard;

  RequestActions(Model model, @Nullable ProxyControl proxy, LogActions log, Clipboard clipboard) {
    this.model = model;
    this.proxy = proxy;
    this.log = log;
    this.clipboard = clipboard;
  }

  void perform(Action.Requests action) throws IOException {
    switch (action) {
      case TO_LOG -> showInLog(RelatedLogLines.of(model.lines(), selected()));
      case FILTER -> model.prompt(Overlay.Prompt.Purpose.REQUESTS, model.requests().filter());
      case REPEAT -> {
        proxy().replay(selected().id());
        model.toastDone("sending " + selected().method() + " " + selected().url() + " again");
      }
      case COPY -> clipboard.copy(ClipboardText.request(selected()));
      case COPY_CURL -> clipboard.copy(ClipboardText.curl(selected()));
      case SAVE -> {
        Path file = ExportPath.of(model, ".har");
        proxy().save(file);
        model.toast("saving in " + file, Toast.Severity.INFO);
      }
    }
  }

  private Event.RequestCompleted selected() {
    List<Event.RequestCompleted> rows = model.requests().rows();
    return rows.get(model.cursor(Tab.REQUESTS).selected(rows.size()));
  }

  private ProxyControl proxy() {
    if (proxy == null) {
      throw new IllegalStateException("there is no proxy");
    }
    return proxy;
  }

  /// Narrows the requests.
  public void filter(String words) {
    model.requests().filter(words, model::name);
    model.cursor(Tab.REQUESTS).select(0);
  }

  /// Shows the request of that number.
  void showRequest(long id) {
    if (model.requests().indexOf(id) < 0) {
      filter("");
    }
    int at = model.requests().indexOf(id);
    if (at < 0) {
      model.toast("Its request is not remembered any more.", Toast.Severity.INFO);
      return;
    }
    model.tab(Tab.REQUESTS);
    model.cursor(Tab.REQUESTS).select(at);
  }

  /// Shows the log at a moment.
  void showInLog(RelatedLogLines relatedLogLines) {
    log.showLine(
        relatedLogLines.lines().isEmpty()
            ? relatedLogLines.line()
            : relatedLogLines.lines().getFirst().number());
    model.toast(relatedLogLines.describe(), Toast.Severity.INFO);
  }
}
