package dev.brummer.tui.action;

import dev.brummer.tui.model.BackStep;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.PageRow;

/// Implements Esc: undoes the most recent narrowing of the view, one step per call. Confined to the
/// thread `tui`.
public final class BackNavigation {
  private final Model model;
  private final LogSearch logSearch;
  private final LogActions logs;
  private final RequestActions requests;

  public BackNavigation(
      Model model, LogSearch logSearch, LogActions logs, RequestActions requests) {
    this.model = model;
    this.logSearch = logSearch;
    this.logs = logs;
    this.requests = requests;
  }

  /// @return false if there was nothing to undo
  public boolean goBack() {
    BackStep step = BackStep.next(model);
    if (step == null) {
      return false;
    }
    switch (step) {
      case PROCESS_FILTER -> model.processes().filter("");
      case LOG_SELECTION -> model.log().clearSelection();
      case LOG_SEARCH -> logSearch.clear();
      case LOG_FILTER -> model.log().filter("");
      case LOG_CLEARED -> model.log().clearBefore(0);
      case SINGLE_LOG -> logs.showAll();
      case REQUEST_FILTER -> requests.filter("");
      case OPENED_PAGE -> closePage();
      case ZOOM -> model.zoom(false);
      case TOUR -> model.tour().leave();
    }
    return true;
  }

  private void closePage() {
    PageRow opened = model.pages().opened();
    if (opened != null) {
      model.pages().open(null);
      model.cursor(Tab.PAGES).select(Math.max(0, model.pages().rows().indexOf(opened)));
    }
  }
}
