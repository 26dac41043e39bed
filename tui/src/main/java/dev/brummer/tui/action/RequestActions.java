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
  private final Clipboard pasteboard;

  RequestActions(Model model, @Nullable ProxyControl proxy, LogActions log, Clipboard pasteboard) {
    this.model = model;
    this.proxy = proxy;
    this.log = log;
    this.pasteboard = pasteboard;
  }

  void perform(Action.Requests action) throws IOException {
    switch (action) {
      case TO_LOG -> toLog(RelatedLogLines.of(model.lines(), chosen()));
      case FILTER -> model.ask(Overlay.Prompt.Purpose.REQUESTS, model.requests().filter());
      case REPEAT -> {
        proxy().repeat(chosen().id());
        model.done("sending " + chosen().method() + " " + chosen().url() + " again");
      }
      case COPY -> pasteboard.copy(ClipboardText.request(chosen()));
      case COPY_CURL -> pasteboard.copy(ClipboardText.curl(chosen()));
      case SAVE -> {
        Path file = ExportPath.named(model, ".har");
        proxy().save(file);
        model.toast("saving in " + file, Toast.Mood.NOTICE);
      }
    }
  }

  private Event.RequestCompleted chosen() {
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
  void show(long id) {
    if (model.requests().find(id) < 0) {
      filter("");
    }
    int at = model.requests().find(id);
    if (at < 0) {
      model.toast("Its request is not remembered any more.", Toast.Mood.NOTICE);
      return;
    }
    model.tab(Tab.REQUESTS);
    model.cursor(Tab.REQUESTS).select(at);
  }

  /// Shows the log at a moment.
  void toLog(RelatedLogLines moment) {
    log.show(moment.lines().isEmpty() ? moment.line() : moment.lines().getFirst().number());
    model.toast(moment.words(), Toast.Mood.NOTICE);
  }
}
