package dev.brummer.engine.filter;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.Subscriber;
import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.RepeatFolding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers the queries that somebody looks at again and again, frame by frame, with each line
/// looked at once: a subscriber of the bus evaluates new lines as they come and old ones in slices
/// when nothing else is to do, and remembers a bit a line. Queries that look for nothing go
/// straight to the store. Any thread.
public final class FilterEngine implements AutoCloseable {
  /// Filters remembered; the one unused for longest goes.
  private static final int MAX_FILTERS = 8;

  /// One that nobody has asked for this long is not worked on.
  private static final long UNUSED_TIMEOUT_NANOS = 2_000_000_000;

  private static final Duration UPDATE_TIMEOUT = Duration.ofMillis(4);
  private static final int MAILBOX_CAPACITY = 64;

  private final LogStore logs;
  private final Subscription subscription;
  private final LinkedHashMap<LogQuery, CacheEntry> filters = new LinkedHashMap<>(16, 0.75f, true);

  /// When a filter was last asked for.
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

  /// How many lines are known to match; grows until all that are kept have been looked at. All
  /// lines kept if the query looks for nothing.
  public long knownMatches(LogQuery query) {
    IncrementalFilter filter = filterFor(query);
    return filter == null ? logs.end() - logs.first() : filter.knownMatches();
  }

  /// Takes it off the bus.
  @Override
  public void close() {
    subscription.close();
  }

  /// @return null if the query looks for nothing
  private @Nullable IncrementalFilter filterFor(LogQuery query) {
    if (query.search() == null && query.rules().isEmpty() && query.folding() == RepeatFolding.OFF) {
      return null;
    }
    IncrementalFilter filter;
    synchronized (filters) {
      CacheEntry cacheEntry = filters.get(query);
      if (cacheEntry == null) {
        LogQuery own = copy(query);
        cacheEntry = new CacheEntry(new IncrementalFilter(logs, own));
        filters.put(own, cacheEntry);
        if (filters.size() > MAX_FILTERS) {
          filters.pollFirstEntry();
        }
      }
      cacheEntry.lastUsedNanos = System.nanoTime();
      filter = cacheEntry.filter;
    }
    subscription.wake();
    return filter;
  }

  /// A set of processes that its owner changes later would make it another query.
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

  /// Those that somebody looks at.
  private List<IncrementalFilter> activeFilters() {
    long now = System.nanoTime();
    List<IncrementalFilter> used = new ArrayList<>();
    synchronized (filters) {
      for (CacheEntry one : filters.values()) {
        if (now - one.lastUsedNanos < UNUSED_TIMEOUT_NANOS) {
          used.add(one.filter);
        }
      }
    }
    return used;
  }

  /// On a worker of the bus. What an event says is in the store, too: what matters is that it came.
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
