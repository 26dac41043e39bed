package dev.brummer.tui.action;

import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.tui.inbox.UiInbox;
import dev.brummer.tui.inbox.UiMessage;
import dev.brummer.tui.model.LogReader;

/// Searches the log on a virtual thread. Posts hits to the inbox in batches, oldest first. One
/// search runs at a time: starting another cancels it.
public final class BackgroundSearch {
  private static final int PAGE_LINES = 2048;

  private final LogReader logReader;
  private final UiInbox inbox;

  /// The current search; the thread of an older one ends when it reads a different id.
  private volatile int searchId;

  public BackgroundSearch(LogReader logReader, UiInbox inbox) {
    this.logReader = logReader;
    this.inbox = inbox;
  }

  /// Starts a search from line `from` to the current end of the log.
  void start(int id, LogQuery query, long from) {
    searchId = id;
    Thread.ofVirtual().name("find").start(() -> scan(id, query, from));
  }

  /// Cancels the running search unless it has this id.
  void cancel(int id) {
    searchId = id;
  }

  private void scan(int id, LogQuery query, long from) {
    long end = logReader.end();
    long at = from;
    while (at < end && searchId == id) {
      LogPage page = logReader.from(query, at, PAGE_LINES);
      long next = Math.max(page.reached(), at);
      boolean last = page.lines().size() < PAGE_LINES && page.complete() || next >= end;
      inbox.post(new UiMessage.SearchHits(id, numbers(page), next, end, last));
      if (last) {
        return;
      }
      at = next;
    }
    if (searchId == id) {
      inbox.post(new UiMessage.SearchHits(id, new long[0], end, end, true));
    }
  }

  private static long[] numbers(LogPage page) {
    return page.lines().stream().mapToLong(StoredLine::number).toArray();
  }
}
