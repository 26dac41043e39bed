package dev.brummer.tui.model;

import org.jspecify.annotations.Nullable;

/// A narrowing of the view that Esc and `q` undo.
public enum BackStep {
  PROCESS_FILTER,
  LOG_SELECTION,
  LOG_SEARCH,
  LOG_FILTER,
  LOG_CLEARED,
  SINGLE_LOG,
  REQUEST_FILTER,
  OPENED_PAGE,
  ZOOM,
  TOUR;

  /// The most recent narrowing of what is shown, null if nothing is left to undo.
  public static @Nullable BackStep next(Model model) {
    BackStep narrowing = model.processesFocused() ? ofProcesses(model) : ofView(model);
    if (narrowing != null) {
      return narrowing;
    }
    if (model.zoomed()) {
      return ZOOM;
    }
    return model.tour().isActive() ? TOUR : null;
  }

  private static @Nullable BackStep ofProcesses(Model model) {
    return model.processes().filter().isEmpty() ? null : PROCESS_FILTER;
  }

  private static @Nullable BackStep ofView(Model model) {
    return switch (model.tab()) {
      case LOGS -> ofLog(model, model.log());
      case REQUESTS -> model.requests().filter().isEmpty() ? null : REQUEST_FILTER;
      case PAGES -> model.pages().opened() == null ? null : OPENED_PAGE;
      case ERRORS, URLS, AGENTS, SYSTEM -> null;
    };
  }

  private static @Nullable BackStep ofLog(Model model, LogViewState log) {
    if (log.isSelecting()) {
      return LOG_SELECTION;
    }
    if (model.search() != null) {
      return LOG_SEARCH;
    }
    if (!log.scope().filter().isEmpty()) {
      return LOG_FILTER;
    }
    if (log.scope().clearedBefore() > 0) {
      return LOG_CLEARED;
    }
    return log.scope().onlyProcess() != 0 ? SINGLE_LOG : null;
  }
}
