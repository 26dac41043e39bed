package dev.brummer.tui.action;

import dev.brummer.engine.log.LogQuery;
import dev.brummer.tui.inbox.UiMessage;
import dev.brummer.tui.model.LogViewState;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.SearchState;
import dev.brummer.tui.model.Toast;

/// The search in the log: as one types, on and on while lines come. Confined to the thread `tui`.
public final class LogSearch {
  private final Model model;
  private final BackgroundSearch backgroundSearch;
  private int searchId;

  /// Up to where has been looked; -1 while a scan is under way.
  private long scannedTo = -1;

  /// The person has pressed Enter: jump as soon as the scan is done.
  private boolean jumpWhenDone;

  public LogSearch(Model model, BackgroundSearch backgroundSearch) {
    this.model = model;
    this.backgroundSearch = backgroundSearch;
  }

  /// Looks for another text.
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

  /// The lines in view have changed: looks for the same text among them.
  public void restart() {
    SearchState search = model.search();
    if (search != null) {
      search(search.text());
    }
  }

  void clear() {
    backgroundSearch.cancel(++searchId);
    scannedTo = -1;
    model.search(null);
  }

  /// Jumps to the newest match at or above the cursor as soon as it is known.
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

  void next() {
    SearchState search = model.search();
    if (search != null) {
      goToMatch(search.next(model.log().isFollowing() ? -1 : model.log().cursor()));
    }
  }

  void previous() {
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

  /// Looks through the lines that have come since the last scan.
  public void searchNewLines() {
    SearchState search = model.search();
    if (search != null && scannedTo >= 0 && model.lines().end() > scannedTo) {
      startSearch(search, scannedTo);
    }
  }

  private void startSearch(SearchState search, long from) {
    scannedTo = -1;
    LogViewState log = model.log();
    LogQuery shown = log.query(model.processes());
    LogQuery.Search wanted = new LogQuery.Search(search.text(), false);
    backgroundSearch.start(search.id(), shown.with(wanted), from);
  }

  private void jumpToPrevious(SearchState search) {
    long from = model.log().isFollowing() ? Long.MAX_VALUE - 1 : model.log().cursor() + 1;
    goToMatch(search.previous(from));
  }

  private void goToMatch(long line) {
    if (line < 0) {
      SearchState search = model.search();
      String text = search == null ? "" : search.text();
      model.toast("\"" + text + "\" was not found.", Toast.Severity.INFO);
    } else {
      model.log().goTo(line);
    }
  }
}
