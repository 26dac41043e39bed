package dev.brummer.tui.action;

import dev.brummer.tui.model.LogViewState;
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
    if (model.processesFocused() ? clearProcessFilter() : resetView()) {
      return true;
    }
    if (model.zoomed()) {
      model.zoom(false);
      return true;
    }
    return model.tour().leave();
  }

  private boolean clearProcessFilter() {
    boolean filtered = !model.processes().filter().isEmpty();
    model.processes().filter("");
    return filtered;
  }

  private boolean resetView() {
    return switch (model.tab()) {
      case LOGS -> resetLog();
      case REQUESTS -> clearRequestFilter();
      case PAGES -> closePage();
      case ERRORS, URLS, AGENTS, SYSTEM -> false;
    };
  }

  private boolean resetLog() {
    LogViewState log = model.log();
    if (log.isSelecting()) {
      log.clearSelection();
    } else if (model.search() != null) {
      logSearch.clear();
    } else if (!log.scope().filter().isEmpty()) {
      log.filter("");
    } else if (log.scope().clearedBefore() > 0) {
      log.clearBefore(0);
    } else if (log.scope().onlyProcess() != 0) {
      logs.showAll();
    } else {
      return false;
    }
    return true;
  }

  private boolean clearRequestFilter() {
    boolean filtered = !model.requests().filter().isEmpty();
    if (filtered) {
      requests.filter("");
    }
    return filtered;
  }

  private boolean closePage() {
    PageRow opened = model.pages().opened();
    if (opened != null) {
      model.pages().open(null);
      model.cursor(Tab.PAGES).select(Math.max(0, model.pages().rows().indexOf(opened)));
    }
    return opened != null;
  }
}
