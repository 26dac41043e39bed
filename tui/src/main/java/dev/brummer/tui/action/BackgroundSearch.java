package dev.brummer.tui.action;

import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.tui.inbox.UiInbox;
import dev.brummer.tui.inbox.UiMessage;
import dev.brummer.tui.model.LogReader;

/// Looks for a text in all lines on a virtual thread, so that no search makes a key wait. Hits come
/// back through the inbox in portions, oldest first. One search at a time: starting another one
/// makes the old one end.
public final class BackgroundSearch {
  private static final int PAGE_LINES = 2048;

  private final LogReader logReader;
  private final UiInbox inbox;

  /// The search that is wanted; an older one ends when it sees it.
  private volatile int searchId;

  public BackgroundSearch(LogReader logReader, UiInbox inbox) {
    this.logReader = logReader;
    this.inbox = inbox;
  }

  /// Looks from line `from` on to the end of now.
  void start(int wanted, LogQuery query, long from) {
    searchId = wanted;
    Thread.ofVirtual().name("find").start(() -> scan(wanted, query, from));
  }

  /// Ends the search under way, if it is not this one.
  void cancel(int wanted) {
    searchId = wanted;
  }

  private void scan(int wanted, LogQuery query, long from) {
    long end = logReader.end();
    long at = from;
    while (at < end && searchId == wanted) {
      LogPage page = logReader.from(query, at, PAGE_LINES);
      long next = Math.max(page.reached(), at);
      boolean last = page.lines().size() < PAGE_LINES && page.complete() || next >= end;
      inbox.post(new UiMessage.SearchHits(wanted, numbers(page), next, end, last));
      if (last) {
        return;
      }
      at = next;
    }
    if (searchId == wanted) {
      inbox.post(new UiMessage.SearchHits(wanted, new long[0], end, end, true));
    }
  }

  private static long[] numbers(LogPage page) {
    return page.lines().stream().mapToLong(StoredLine::number).toArray();
  }
}
