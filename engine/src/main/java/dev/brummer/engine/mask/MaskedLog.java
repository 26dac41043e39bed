package dev.brummer.engine.mask;

import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.StoredLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Read access to a log store with masked lines. Searches and text rules see the masked text, see
/// the package. Any thread.
///
/// A search first selects lines by their raw text, so it does not find the name that stands for a
/// secret.
public final class MaskedLog {
  private static final Duration UNLIMITED = Duration.ofDays(1);
  private static final int NUMBERS_PAGE = 1024;

  private final LogStore store;
  private final Masking masking;

  public MaskedLog(LogStore store, Masking masking) {
    this.store = store;
    this.masking = masking;
  }

  /// As [LogStore#before(LogQuery, long, int)].
  public LogPage before(LogQuery query, long before, int limit) {
    return before(query, before, limit, UNLIMITED);
  }

  /// As [LogStore#before(LogQuery, long, int, Duration)].
  public LogPage before(LogQuery query, long before, int limit, Duration budget) {
    if (isOff() || !query.readsText()) {
      return masked(store.before(query, before, limit, budget));
    }
    TextConditions conditions = new TextConditions(query);
    long deadline = System.nanoTime() + budget.toNanos();
    List<StoredLine> found = new ArrayList<>();
    long at = before;
    while (true) {
      int wanted = limit - found.size();
      LogPage page = store.before(conditions.rawQuery(), at, wanted, remaining(deadline));
      found.addAll(0, matching(page.lines(), conditions));
      at = page.reached();
      if (found.size() >= limit || !page.complete() || page.lines().size() < wanted) {
        return new LogPage(found, page.first(), page.end(), at, page.complete());
      }
    }
  }

  /// As [LogStore#from(LogQuery, long, int)].
  public LogPage from(LogQuery query, long from, int limit) {
    return from(query, from, limit, UNLIMITED);
  }

  /// As [LogStore#from(LogQuery, long, int, Duration)].
  public LogPage from(LogQuery query, long from, int limit, Duration budget) {
    if (isOff() || !query.readsText()) {
      return masked(store.from(query, from, limit, budget));
    }
    TextConditions conditions = new TextConditions(query);
    long deadline = System.nanoTime() + budget.toNanos();
    List<StoredLine> found = new ArrayList<>();
    long at = from;
    while (true) {
      int wanted = limit - found.size();
      LogPage page = store.from(conditions.rawQuery(), at, wanted, remaining(deadline));
      found.addAll(matching(page.lines(), conditions));
      at = page.reached();
      if (found.size() >= limit || !page.complete() || page.lines().size() < wanted) {
        return new LogPage(found, page.first(), page.end(), at, page.complete());
      }
    }
  }

  /// As [LogStore#matchingNumbers].
  public long matchingNumbers(
      LogQuery query, long from, long to, Duration budget, LongConsumer consumer) {
    if (isOff() || !query.readsText()) {
      return store.matchingNumbers(query, from, to, budget, consumer);
    }
    long deadline = System.nanoTime() + budget.toNanos();
    long at = from;
    while (at < to) {
      LogPage page = from(query, at, NUMBERS_PAGE, remaining(deadline));
      page.lines().stream()
          .mapToLong(StoredLine::number)
          .filter(number -> number < to)
          .forEach(consumer);
      at = page.reached();
      if (!page.complete()) {
        return Math.min(at, to);
      }
      if (page.lines().size() < NUMBERS_PAGE) {
        return to;
      }
    }
    return to;
  }

  /// As [LogStore#tail(int, int)].
  public List<StoredLine> tail(int process, int limit) {
    return before(LogQuery.ofProcess(process), Long.MAX_VALUE, limit).lines();
  }

  /// As [LogStore#tail(int, int, Duration)].
  public List<StoredLine> tail(int process, int limit, Duration budget) {
    return before(LogQuery.ofProcess(process), Long.MAX_VALUE, limit, budget).lines();
  }

  /// As [LogStore#line].
  public @Nullable StoredLine line(long number) {
    List<StoredLine> lines = from(LogQuery.ALL, number, 1).lines();
    return lines.isEmpty() || lines.getFirst().number() != number ? null : lines.getFirst();
  }

  /// As [LogStore#unfinished(LogQuery)].
  public List<StoredLine> unfinished(LogQuery query) {
    return masked(store.unfinished(query));
  }

  /// Masks a page that was read from the store in another way.
  public LogPage masked(LogPage page) {
    return isOff()
        ? page
        : new LogPage(
            masked(page.lines()), page.first(), page.end(), page.reached(), page.complete());
  }

  private boolean isOff() {
    return masking.isOff();
  }

  private static Duration remaining(long deadline) {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  private List<StoredLine> matching(List<StoredLine> lines, TextConditions conditions) {
    return masked(lines).stream().filter(conditions::accept).toList();
  }

  /// Masks consecutive lines that were read from the store in another way.
  public List<StoredLine> masked(List<StoredLine> lines) {
    if (isOff() || lines.isEmpty()) {
      return lines;
    }
    MaskedLines masked = new MaskedLines(masking);
    rememberCutBefore(lines.getFirst(), masked);
    List<StoredLine> all = new ArrayList<>(lines.size());
    for (StoredLine line : lines) {
      all.add(masked.mask(line));
    }
    return all;
  }

  private void rememberCutBefore(StoredLine line, MaskedLines masked) {
    StoredLine previous = line.number() > 0 ? store.line(line.number() - 1) : null;
    if (previous != null && previous.cut() && previous.process() == line.process()) {
      masked.remember(previous);
    }
  }
}
