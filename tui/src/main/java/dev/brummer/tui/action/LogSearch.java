package dev.brummer.tui.action;

import dev.brummer.engine.log.LogQuery;
import dev.brummer.tui.inbox.UiMessage;
import dev.brummer.tui.model.LogViewState;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.SearchState;
import dev.brummer.tui.model.Toast;

/// The search of the log view: updates while the user types and continues while lines arrive.
/// Confined to the thread `tui`.
public final class LogSearch {
  private final Model model;
  private final BackgroundSearch backgroundSearch;
  private int searchId;

  /// The line up to which the log has been searched; -1 while a search is running.
  private long scannedTo = -1;

  /// Whether to jump to a match when the running search completes, since Enter was pressed before.
  private boolean jumpWhenDone;

  public LogSearch(Model model, BackgroundSearch backgroundSearch) {
    this.model = model;
    this.backgroundSearch = backgroundSearch;
  }

  /// Starts a search for this text; empty text clears the search.
  public void search(String text) {
    if (text.isEmpty()) {
      clear();
      return;
    }
    SearchState search = new SearchState(text, ++searchId);
    model.search(search);
    jumpWhenDone = false;
    startSearch(search, model.log().scope().clearedBefore());
  }

  /// Repeats the search after the set of shown lines has changed.
  public void restart() {
    SearchState search = model.search();
    if (search != null) {
      search(search.text());
    }
  }

  public void clear() {
    backgroundSearch.cancel(++searchId);
    scannedTo = -1;
    model.search(null);
  }

  /// Jumps to the newest match at or above the cursor, now or when the search completes.
  public void confirm() {
    SearchState search = model.search();
    if (search == null) {
      return;
    }
    jumpWhenDone = !search.isDone();
    if (search.isDone()) {
      jumpToPrevious(search);
    }
  }

  public void next() {
    SearchState search = model.search();
    if (search != null) {
      goToMatch(search.next(model.log().isFollowing() ? -1 : model.log().cursor()));
    }
  }

  public void previous() {
    SearchState search = model.search();
    if (search != null) {
      goToMatch(
          search.previous(model.log().isFollowing() ? Long.MAX_VALUE - 1 : model.log().cursor()));
    }
  }

  public void addHits(UiMessage.SearchHits hits) {
    SearchState search = model.search();
    if (search == null || hits.searchId() != search.id()) {
      return;
    }
    search.add(hits.lines(), hits.complete());
    search.recordProgress(hits.scannedTo(), hits.end());
    if (hits.complete()) {
      scannedTo = hits.end();
      if (jumpWhenDone) {
        jumpWhenDone = false;
        jumpToPrevious(search);
      }
    }
  }

  /// Searches the lines stored since the last search.
  public void searchNewLines() {
    SearchState search = model.search();
    if (search != null && scannedTo >= 0 && model.lines().end() > scannedTo) {
      startSearch(search, scannedTo);
    }
  }

  private void startSearch(SearchState search, long from) {
    scannedTo = -1;
    LogViewState log = model.log();
    LogQuery query = log.query(model.processes());
    LogQuery.Search condition = new LogQuery.Search(search.text(), false);
    backgroundSearch.start(search.id(), query.with(condition), from);
  }

  private void jumpToPrevious(SearchState search) {
    long from = model.log().isFollowing() ? Long.MAX_VALUE - 1 : model.log().cursor() + 1;
    goToMatch(search.previous(from));
  }

  private void goToMatch(long line) {
    if (line < 0) {
      SearchState search = model.search();
      String text = search == null ? "" : search.text();
      model.toast("No match for \"" + text + "\".", Toast.Severity.INFO);
    } else {
      model.log().goTo(line);
    }
  }
}
