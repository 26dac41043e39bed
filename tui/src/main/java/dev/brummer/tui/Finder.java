package dev.brummer.tui;

import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.tui.model.Search;

/// Looks for a text in all lines, on a virtual thread; the hits come to the inbox. A new search
/// ends the one before.
final class Finder {
  private static final int PAGE = 2000;

  private final LogStore logs;
  private final Inbox inbox;
  private volatile int epoch;

  Finder(LogStore logs, Inbox inbox) {
    this.logs = logs;
    this.inbox = inbox;
  }

  /// Begins a search among the lines of `query`.
  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the thread `tui`
  Search find(String text, LogQuery query) {
    int mine = ++epoch;
    LogQuery searched =
        new LogQuery(query.processes(), query.minimum(), new LogQuery.Search(text, false));
    Thread.ofVirtual().name("find").start(() -> run(mine, searched));
    return new Search(text, mine);
  }

  private void run(int mine, LogQuery query) {
    long from = 0;
    long end = logs.end();
    while (epoch == mine) {
      LogPage page = logs.from(query, from, PAGE);
      long[] hits = page.lines().stream().mapToLong(StoredLine::number).toArray();
      boolean last = page.lines().size() < PAGE || page.lines().getLast().number() >= end;
      inbox.offer(new Msg.Hits(mine, hits, last));
      if (last) {
        return;
      }
      from = page.lines().getLast().number() + 1;
    }
  }
}
