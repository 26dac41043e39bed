package dev.brummer.engine.filter;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.Subscriber;
import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.RepeatFoldingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Serves queries that are repeated frame by frame and evaluates each line once per query.
///
/// A subscriber of the bus evaluates new lines as they arrive and older lines in slices while the
/// mailbox is empty, and stores one bit per line. Queries without a search, rules or folding go
/// straight to the store. Any thread.
public final class FilterEngine implements AutoCloseable {
  /// Maximum number of cached filters; the least recently used one is evicted.
  private static final int MAX_FILTERS = 8;

  /// Filters that have not been queried for this long are not updated.
  private static final long UNUSED_TIMEOUT_NANOS = 2_000_000_000;

  private static final Duration UPDATE_TIMEOUT = Duration.ofMillis(4);
  private static final int MAILBOX_CAPACITY = 64;

  private final LogStore logs;
  private final Subscription subscription;
  private final LinkedHashMap<LogQuery, CacheEntry> filters = new LinkedHashMap<>(16, 0.75f, true);

  /// A filter and the time of its last query.
  private static final class CacheEntry {
    final IncrementalFilter filter;
    long lastUsedNanos = System.nanoTime();

    CacheEntry(IncrementalFilter filter) {
      this.filter = filter;
    }
  }

  public FilterEngine(EventBus bus, LogStore logs) {
    this.logs = logs;
    subscription =
        bus.subscribe(
            "FilterEngine",
            EnumSet.of(Event.Kind.LOG_LINE),
            OverflowPolicy.CONFLATE,
            MAILBOX_CAPACITY,
            new IndexUpdater());
  }

  /// As [LogStore#before(LogQuery, long, int, Duration)].
  public LogPage before(LogQuery query, long before, int limit, Duration budget) {
    IncrementalFilter filter = filterFor(query);
    return filter == null
        ? logs.before(query, before, limit, budget)
        : filter.before(before, limit, budget);
  }

  /// As [LogStore#from(LogQuery, long, int, Duration)].
  public LogPage from(LogQuery query, long from, int limit, Duration budget) {
    IncrementalFilter filter = filterFor(query);
    return filter == null
        ? logs.from(query, from, limit, budget)
        : filter.from(from, limit, budget);
  }

  /// Number of lines known to match; grows until all retained lines are evaluated. Equals the
  /// number of retained lines if the query has no search, rules or folding.
  public long knownMatches(LogQuery query) {
    IncrementalFilter filter = filterFor(query);
    return filter == null ? logs.end() - logs.first() : filter.knownMatches();
  }

  /// Unsubscribes from the bus.
  @Override
  public void close() {
    subscription.close();
  }

  /// @return null if the query needs no filter
  private @Nullable IncrementalFilter filterFor(LogQuery query) {
    if (query.search() == null
        && query.rules().isEmpty()
        && query.folding() == RepeatFoldingMode.OFF) {
      return null;
    }
    IncrementalFilter filter;
    synchronized (filters) {
      CacheEntry entry = filters.get(query);
      if (entry == null) {
        LogQuery key = copy(query);
        entry = new CacheEntry(new IncrementalFilter(logs, key));
        filters.put(key, entry);
        if (filters.size() > MAX_FILTERS) {
          filters.pollFirstEntry();
        }
      }
      entry.lastUsedNanos = System.nanoTime();
      filter = entry.filter;
    }
    subscription.wake();
    return filter;
  }

  /// Copies the set of processes, because a later change by the caller would change the key of the
  /// cache.
  private static LogQuery copy(LogQuery query) {
    BitSet processes = query.processes();
    return new LogQuery(
        processes == null ? null : (BitSet) processes.clone(),
        query.minimum(),
        query.search(),
        query.rules(),
        query.folding(),
        query.sinceMillis(),
        query.untilMillis());
  }

  /// The filters queried within [#UNUSED_TIMEOUT_NANOS].
  private List<IncrementalFilter> activeFilters() {
    long now = System.nanoTime();
    List<IncrementalFilter> active = new ArrayList<>();
    synchronized (filters) {
      for (CacheEntry entry : filters.values()) {
        if (now - entry.lastUsedNanos < UNUSED_TIMEOUT_NANOS) {
          active.add(entry.filter);
        }
      }
    }
    return active;
  }

  /// Updates the filters on a worker of the bus. Reads the lines from the store: an event serves
  /// only as a wake-up.
  private final class IndexUpdater implements Subscriber {
    @Override
    public void on(Event event) {}

    @Override
    public void idle() {
      boolean more = false;
      for (IncrementalFilter filter : activeFilters()) {
        more |= filter.update(UPDATE_TIMEOUT);
      }
      if (more) {
        subscription.wake();
      }
    }
  }
}
