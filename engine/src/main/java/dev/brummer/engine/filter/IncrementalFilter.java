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

/// One query and its known results: a bit per line in `[indexedFrom, indexedTo)`, set if the line
/// matches. Any thread; the lock is held for at most one slice of scanning.
final class IncrementalFilter {
  /// Older lines are evaluated in portions of this size. A portion is always finished, because an
  /// expensive expression would otherwise restart the same portion on every update.
  private static final int BACKFILL_LINES = 1 << 10;

  private static final Duration BACKFILL_TIMEOUT = Duration.ofMinutes(1);
  private static final int PAGE_SHIFT = 14;
  private static final int PAGE_MASK = (1 << PAGE_SHIFT) - 1;

  private final LogStore logs;
  private final LogQuery query;

  /// Keyed by line number >>> [#PAGE_SHIFT]; pages without a match are absent.
  private final TreeMap<Long, BitSet> pages = new TreeMap<>();

  private long indexedFrom;
  private long indexedTo;
  private long matchCount;

  /// Creates a filter without known results; evaluation starts at the newest line.
  IncrementalFilter(LogStore logs, LogQuery query) {
    this.logs = logs;
    this.query = query;
    this.indexedFrom = logs.end();
    this.indexedTo = indexedFrom;
  }

  /// Evaluates some unknown lines, the newest first.
  ///
  /// @return whether unknown lines remain
  synchronized boolean update(Duration slice) {
    long deadline = System.nanoTime() + slice.toNanos();
    dropEvicted();
    boolean caughtUp = indexNewLines(deadline);
    while (caughtUp && indexedFrom > logs.first() && System.nanoTime() < deadline) {
      long from = Math.max(logs.first(), indexedFrom - BACKFILL_LINES);
      logs.matchingNumbers(query, from, indexedFrom, BACKFILL_TIMEOUT, this::addMatch);
      indexedFrom = from;
    }
    return !caughtUp || indexedFrom > logs.first();
  }

  /// Number of lines known to match.
  synchronized long knownMatches() {
    dropEvicted();
    return matchCount;
  }

  /// As [LogStore#before(LogQuery, long, int, Duration)].
  synchronized LogPage before(long before, int limit, Duration budget) {
    long deadline = System.nanoTime() + budget.toNanos();
    dropEvicted();
    if (!indexNewLines(deadline) && indexedTo < before) {
      return logs.before(query, before, limit, budget);
    }
    List<StoredLine> newest = new ArrayList<>();
    long at = previousMatch(before);
    while (at >= 0 && newest.size() < limit) {
      add(newest, at);
      at = previousMatch(at);
    }
    Collections.reverse(newest);
    boolean full = newest.size() == limit;
    if (full || indexedFrom <= logs.first()) {
      long reached = full ? newest.getFirst().number() : indexedFrom;
      return new LogPage(List.copyOf(newest), logs.first(), logs.end(), reached, true);
    }
    Duration rest = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    LogPage older = logs.before(query, Math.min(before, indexedFrom), limit - newest.size(), rest);
    List<StoredLine> all = new ArrayList<>(older.lines());
    all.addAll(newest);
    return new LogPage(
        List.copyOf(all), older.first(), older.end(), older.reached(), older.complete());
  }

  /// As [LogStore#from(LogQuery, long, int, Duration)].
  synchronized LogPage from(long from, int limit, Duration budget) {
    dropEvicted();
    boolean caughtUp = indexNewLines(System.nanoTime() + budget.toNanos());
    if (from < indexedFrom || !caughtUp) {
      return logs.from(query, from, limit, budget);
    }
    List<StoredLine> lines = new ArrayList<>();
    long at = nextMatch(from);
    while (at >= 0 && lines.size() < limit) {
      add(lines, at);
      at = nextMatch(at + 1);
    }
    boolean full = lines.size() == limit;
    long reached = full ? lines.getLast().number() + 1 : Math.max(from, indexedTo);
    return new LogPage(List.copyOf(lines), logs.first(), indexedTo, reached, true);
  }

  private void add(List<StoredLine> lines, long number) {
    StoredLine line = logs.line(number);
    if (line != null && line.number() == number) {
      lines.add(line);
    }
  }

  /// @return whether every stored line up to the current end is known
  private boolean indexNewLines(long deadline) {
    long end = logs.end();
    while (indexedTo < end && System.nanoTime() < deadline) {
      Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
      indexedTo = logs.matchingNumbers(query, indexedTo, end, left, this::addMatch);
    }
    return indexedTo >= end;
  }

  private void addMatch(long number) {
    BitSet page = pages.computeIfAbsent(number >>> PAGE_SHIFT, _ -> new BitSet());
    int bit = (int) (number & PAGE_MASK);
    if (!page.get(bit)) {
      page.set(bit);
      matchCount++;
    }
  }

  /// Drops the results of lines that the store has evicted.
  private void dropEvicted() {
    long first = logs.first();
    if (first <= indexedFrom) {
      return;
    }
    indexedFrom = first;
    indexedTo = Math.max(indexedTo, first);
    while (!pages.isEmpty() && pages.firstKey() < first >>> PAGE_SHIFT) {
      matchCount -= pages.pollFirstEntry().getValue().cardinality();
    }
    BitSet page = pages.get(first >>> PAGE_SHIFT);
    if (page != null) {
      int before = page.cardinality();
      page.clear(0, (int) (first & PAGE_MASK));
      matchCount -= before - page.cardinality();
    }
  }

  /// @return the nearest known match below `before`, -1 if there is none
  private long previousMatch(long before) {
    long number = Math.min(before, indexedTo) - 1;
    Map.Entry<Long, BitSet> entry =
        number < indexedFrom ? null : pages.floorEntry(number >>> PAGE_SHIFT);
    while (entry != null) {
      long first = entry.getKey() << PAGE_SHIFT;
      int bit = entry.getValue().previousSetBit((int) Math.min(PAGE_MASK, number - first));
      if (bit >= 0) {
        return first + bit >= indexedFrom ? first + bit : -1;
      }
      entry = pages.lowerEntry(entry.getKey());
    }
    return -1;
  }

  /// @return the nearest known match at or after `from`, -1 if there is none
  private long nextMatch(long from) {
    Map.Entry<Long, BitSet> entry = pages.ceilingEntry(from >>> PAGE_SHIFT);
    while (entry != null) {
      long first = entry.getKey() << PAGE_SHIFT;
      int bit = entry.getValue().nextSetBit((int) Math.max(0, from - first));
      if (bit >= 0) {
        return first + bit < indexedTo ? first + bit : -1;
      }
      entry = pages.higherEntry(entry.getKey());
    }
    return -1;
  }
}
