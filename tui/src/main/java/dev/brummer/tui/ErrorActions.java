package dev.brummer.tui;

import dev.brummer.tui.key.Action;
import dev.brummer.tui.model.ErrorRow;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import java.io.IOException;
import java.util.List;

/// What can be done with the selected error.
final class ErrorActions {
  private final Model model;
  private final LogActions log;
  private final Pasteboard pasteboard;

  ErrorActions(Model model, LogActions log, Pasteboard pasteboard) {
    this.model = model;
    this.log = log;
    this.pasteboard = pasteboard;
  }

  void perform(Action.Errors action) throws IOException {
    switch (action) {
      case TO_LOG -> log.show(chosen().line());
      case COPY -> pasteboard.copy(Clip.error(model, chosen()));
    }
  }

  private ErrorRow chosen() {
    List<ErrorRow> rows = model.errors().rows();
    return rows.get(model.cursor(Tab.ERRORS).selected(rows.size()));
  }
}
