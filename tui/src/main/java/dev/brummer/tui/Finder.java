package dev.brummer.tui;

import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.tui.model.Lines;
import dev.brummer.tui.paint.AnsiSpans;
import java.util.Arrays;
import java.util.Locale;

/// Looks for a text in all lines on a virtual thread, so that no search makes a key wait. Hits come
/// back through the inbox in portions, oldest first. One search at a time: starting another one
/// makes the old one end.
final class Finder {
  private static final int PORTION = 2048;

  private final Lines lines;
  private final Inbox inbox;

  /// The search that is wanted; an older one ends when it sees it.
  private volatile int epoch;

  Finder(Lines lines, Inbox inbox) {
    this.lines = lines;
    this.inbox = inbox;
  }

  /// Looks from line `from` on to the end of now.
  ///
  /// @param text hits must have this text too; may be empty
  void find(int wanted, LogQuery query, String text, long from) {
    epoch = wanted;
    Thread.ofVirtual().name("find").start(() -> scan(wanted, query, text, from));
  }

  /// Ends the search under way, if it is not this one.
  void cancel(int wanted) {
    epoch = wanted;
  }

  private void scan(int wanted, LogQuery query, String text, long from) {
    long end = lines.end();
    long at = from;
    while (at < end && epoch == wanted) {
      LogPage page = lines.from(query, at, PORTION);
      long next = Math.max(page.reached(), at);
      boolean last = page.lines().size() < PORTION && page.complete() || next >= end;
      inbox.post(new Msg.Hits(wanted, numbers(page, text), end, last));
      if (last) {
        return;
      }
      at = next;
    }
    if (epoch == wanted) {
      inbox.post(new Msg.Hits(wanted, new long[0], end, true));
    }
  }

  private static long[] numbers(LogPage page, String text) {
    boolean exact = !text.equals(text.toLowerCase(Locale.ROOT));
    AnsiSpans spans = new AnsiSpans();
    long[] numbers = new long[page.lines().size()];
    int count = 0;
    for (StoredLine line : page.lines()) {
      if (text.isEmpty() || has(spans.parse(line.text(), 0).toString(), text, exact)) {
        numbers[count++] = line.number();
      }
    }
    return Arrays.copyOf(numbers, count);
  }

  private static boolean has(String line, String text, boolean exact) {
    return (exact ? line : line.toLowerCase(Locale.ROOT)).contains(text);
  }
}
