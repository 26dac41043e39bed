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
  private final BackgroundSearch finder;
  private int epoch;

  /// Up to where has been looked; -1 while a scan is under way.
  private long scanned = -1;

  /// The person has pressed Enter: jump as soon as the scan is done.
  private boolean jumpWhenDone;

  public LogSearch(Model model, BackgroundSearch finder) {
    this.model = model;
    this.finder = finder;
  }

  /// Looks for another text.
  public void look(String text) {
    if (text.isEmpty()) {
      drop();
      return;
    }
    SearchState search = new SearchState(text, ++epoch);
    model.search(search);
    jumpWhenDone = false;
    find(search, model.log().scope().clearedBefore());
  }

  /// The lines in view have changed: looks for the same text among them.
  public void restart() {
    SearchState search = model.search();
    if (search != null) {
      look(search.text());
    }
  }

  void drop() {
    finder.cancel(++epoch);
    scanned = -1;
    model.search(null);
  }

  /// Jumps to the newest match at or above the cursor as soon as it is known.
  public void accept() {
    SearchState search = model.search();
    if (search == null) {
      return;
    }
    jumpWhenDone = !search.done();
    if (search.done()) {
      jump(search);
    }
  }

  void next() {
    SearchState search = model.search();
    if (search != null) {
      to(search.next(model.log().follow() ? -1 : model.log().cursor()));
    }
  }

  void previous() {
    SearchState search = model.search();
    if (search != null) {
      to(search.previous(model.log().follow() ? Long.MAX_VALUE - 1 : model.log().cursor()));
    }
  }

  public void hits(UiMessage.Hits hits) {
    SearchState search = model.search();
    if (search == null || hits.epoch() != search.epoch()) {
      return;
    }
    search.add(hits.lines(), hits.last());
    search.looked(hits.reached(), hits.end());
    if (hits.last()) {
      scanned = hits.end();
      if (jumpWhenDone) {
        jumpWhenDone = false;
        jump(search);
      }
    }
  }

  /// Looks through the lines that have come since the last scan.
  public void goOn() {
    SearchState search = model.search();
    if (search != null && scanned >= 0 && model.lines().end() > scanned) {
      find(search, scanned);
    }
  }

  private void find(SearchState search, long from) {
    scanned = -1;
    LogViewState log = model.log();
    LogQuery shown = log.query(model.processes());
    LogQuery.Search wanted = new LogQuery.Search(search.text(), false);
    finder.find(search.epoch(), shown.with(wanted), from);
  }

  private void jump(SearchState search) {
    long from = model.log().follow() ? Long.MAX_VALUE - 1 : model.log().cursor() + 1;
    to(search.previous(from));
  }

  private void to(long line) {
    if (line < 0) {
      SearchState search = model.search();
      String text = search == null ? "" : search.text();
      model.toast("\"" + text + "\" was not found.", Toast.Mood.NOTICE);
    } else {
      model.log().goTo(line);
    }
  }
}
