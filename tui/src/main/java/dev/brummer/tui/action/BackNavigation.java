package dev.brummer.tui.action;

import dev.brummer.tui.model.LogViewState;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.PageRow;

/// The way back: undoes what was narrowed last, one step at a time.
final class BackNavigation {
  private final Model model;
  private final LogSearch searching;
  private final LogActions logs;
  private final RequestActions requests;

  BackNavigation(Model model, LogSearch searching, LogActions logs, RequestActions requests) {
    this.model = model;
    this.searching = searching;
    this.logs = logs;
    this.requests = requests;
  }

  /// @return false if there was nothing to undo
  boolean step() {
    if (model.onProcesses() ? filtered() : narrowed()) {
      return true;
    }
    if (model.zoomed()) {
      model.zoom(false);
      return true;
    }
    return false;
  }

  private boolean filtered() {
    boolean was = !model.processes().filter().isEmpty();
    model.processes().filter("");
    return was;
  }

  private boolean narrowed() {
    return switch (model.tab()) {
      case LOGS -> log();
      case REQUESTS -> requests();
      case PAGES -> page();
      case ERRORS, URLS, AGENTS, SYSTEM -> false;
    };
  }

  private boolean log() {
    LogViewState log = model.log();
    if (log.selecting()) {
      log.dropMark();
    } else if (model.search() != null) {
      searching.drop();
    } else if (!log.scope().filter().isEmpty()) {
      log.filter("");
    } else if (log.scope().clearedBefore() > 0) {
      log.clearBefore(0);
    } else if (log.scope().only() != 0) {
      logs.showOnly(null);
    } else {
      return false;
    }
    return true;
  }

  private boolean requests() {
    boolean filtered = !model.requests().filter().isEmpty();
    if (filtered) {
      requests.filter("");
    }
    return filtered;
  }

  private boolean page() {
    PageRow opened = model.pages().opened();
    if (opened != null) {
      model.pages().open(null);
      model.cursor(Tab.PAGES).select(Math.max(0, model.pages().rows().indexOf(opened)));
    }
    return opened != null;
  }
}
