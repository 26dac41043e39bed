package dev.brummer.engine.filter;

import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.StoredLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One query and what is known of it: for every line in `[low, high)` a bit that says whether it
/// matches. Any thread; its lock is held for at most a slice of scanning.
final class IncrementalFilter {
  /// Older lines are looked at in portions of so many, each to its end: else a costly expression
  /// would begin the same portion again and again.
  private static final int PORTION = 1 << 10;

  private static final Duration UNHURRIED = Duration.ofMinutes(1);
  private static final int PAGE_SHIFT = 14;
  private static final int PAGE_MASK = (1 << PAGE_SHIFT) - 1;

  private final LogStore logs;
  private final LogQuery query;

  /// By line number shifted; pages without a match are not there.
  private final TreeMap<Long, BitSet> pages = new TreeMap<>();

  private long low;
  private long high;
  private long matches;

  /// Knows nothing of the lines that are there, and begins with the newest.
  IncrementalFilter(LogStore logs, LogQuery query) {
    this.logs = logs;
    this.query = query;
    this.low = logs.end();
    this.high = low;
  }

  /// Looks at some lines that it has not seen, the new ones first.
  ///
  /// @return whether there are more
  synchronized boolean work(Duration slice) {
    long deadline = System.nanoTime() + slice.toNanos();
    forget();
    boolean caughtUp = catchUp(deadline);
    while (caughtUp && low > logs.first() && System.nanoTime() < deadline) {
      long from = Math.max(logs.first(), low - PORTION);
      logs.numbers(query, from, low, UNHURRIED, this::set);
      low = from;
    }
    return !caughtUp || low > logs.first();
  }

  /// How many matching lines are known.
  synchronized long matches() {
    forget();
    return matches;
  }

  /// As [LogStore#before(LogQuery, long, int, Duration)].
  synchronized LogPage before(long before, int limit, Duration budget) {
    long deadline = System.nanoTime() + budget.toNanos();
    forget();
    if (!catchUp(deadline) && high < before) {
      return logs.before(query, before, limit, budget);
    }
    List<StoredLine> newest = new ArrayList<>();
    long at = previous(before);
    while (at >= 0 && newest.size() < limit) {
      add(newest, at);
      at = previous(at);
    }
    Collections.reverse(newest);
    boolean full = newest.size() == limit;
    if (full || low <= logs.first()) {
      long reached = full ? newest.getFirst().number() : low;
      return new LogPage(List.copyOf(newest), logs.first(), logs.end(), reached, true);
    }
    Duration rest = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    LogPage older = logs.before(query, Math.min(before, low), limit - newest.size(), rest);
    List<StoredLine> all = new ArrayList<>(older.lines());
    all.addAll(newest);
    return new LogPage(
        List.copyOf(all), older.first(), older.end(), older.reached(), older.complete());
  }

  /// As [LogStore#from(LogQuery, long, int, Duration)].
  synchronized LogPage from(long from, int limit, Duration budget) {
    forget();
    boolean caughtUp = catchUp(System.nanoTime() + budget.toNanos());
    if (from < low || !caughtUp) {
      return logs.from(query, from, limit, budget);
    }
    List<StoredLine> lines = new ArrayList<>();
    long at = next(from);
    while (at >= 0 && lines.size() < limit) {
      add(lines, at);
      at = next(at + 1);
    }
    boolean full = lines.size() == limit;
    long reached = full ? lines.getLast().number() + 1 : Math.max(from, high);
    return new LogPage(List.copyOf(lines), logs.first(), high, reached, true);
  }

  private void add(List<StoredLine> lines, long number) {
    StoredLine line = logs.line(number);
    if (line != null && line.number() == number) {
      lines.add(line);
    }
  }

  /// @return whether every line that was there is known now
  private boolean catchUp(long deadline) {
    long end = logs.end();
    while (high < end && System.nanoTime() < deadline) {
      Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
      high = logs.numbers(query, high, end, left, this::set);
    }
    return high >= end;
  }

  private void set(long number) {
    BitSet page = pages.computeIfAbsent(number >>> PAGE_SHIFT, _ -> new BitSet());
    int bit = (int) (number & PAGE_MASK);
    if (!page.get(bit)) {
      page.set(bit);
      matches++;
    }
  }

  /// Drops what the store has dropped.
  private void forget() {
    long first = logs.first();
    if (first <= low) {
      return;
    }
    low = first;
    high = Math.max(high, first);
    while (!pages.isEmpty() && pages.firstKey() < first >>> PAGE_SHIFT) {
      matches -= pages.pollFirstEntry().getValue().cardinality();
    }
    BitSet page = pages.get(first >>> PAGE_SHIFT);
    if (page != null) {
      int before = page.cardinality();
      page.clear(0, (int) (first & PAGE_MASK));
      matches -= before - page.cardinality();
    }
  }

  /// @return the nearest match below `before`, -1 if none is known
  private long previous(long before) {
    long number = Math.min(before, high) - 1;
    Map.Entry<Long, BitSet> entry = number < low ? null : pages.floorEntry(number >>> PAGE_SHIFT);
    while (entry != null) {
      long first = entry.getKey() << PAGE_SHIFT;
      int bit = entry.getValue().previousSetBit((int) Math.min(PAGE_MASK, number - first));
      if (bit >= 0) {
        return first + bit >= low ? first + bit : -1;
      }
      entry = pages.lowerEntry(entry.getKey());
    }
    return -1;
  }

  /// @return the nearest match from `from` on, -1 if none is known
  private long next(long from) {
    Map.Entry<Long, BitSet> entry = pages.ceilingEntry(from >>> PAGE_SHIFT);
    while (entry != null) {
      long first = entry.getKey() << PAGE_SHIFT;
      int bit = entry.getValue().nextSetBit((int) Math.max(0, from - first));
      if (bit >= 0) {
        return first + bit < high ? first + bit : -1;
      }
      entry = pages.higherEntry(entry.getKey());
    }
    return -1;
  }
}
