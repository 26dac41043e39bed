package dev.brummer.engine.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;

/// A search through many segments by the caller and the daemon threads `search-1..n`, which exit
/// when idle. Each thread takes the next segment in search order and scans it. The merged results
/// equal those of one [SegmentSearch] over all segments. Once a page is full, no further segment is
/// started.
final class ParallelSearch {
  /// With fewer segments, a single thread is as fast.
  private static final int MIN_SEGMENTS = 3;

  private static final int HELPER_THREADS = Runtime.getRuntime().availableProcessors() - 1;
  private static final AtomicInteger THREAD_NUMBERS = new AtomicInteger();
  private static final Executor EXECUTOR = newExecutor();

  private final Segment[] segments;
  private final LogQuery query;
  private final int limit;
  private final long deadlineNanos;

  /// Indexed by position in search order.
  private final SegmentResult[] results;

  private final AtomicInteger next = new AtomicInteger();

  /// Results from this index on are not needed. Guarded by this.
  private volatile int neededCount;

  ParallelSearch(Segment[] segments, LogQuery query, int limit, long deadlineNanos) {
    this.segments = segments;
    this.query = query;
    this.limit = limit;
    this.deadlineNanos = deadlineNanos;
    this.results = new SegmentResult[segments.length];
  }

  private static Executor newExecutor() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            Math.max(1, HELPER_THREADS),
            Math.max(1, HELPER_THREADS),
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task ->
                Thread.ofPlatform()
                    .daemon()
                    .name("search-" + THREAD_NUMBERS.incrementAndGet())
                    .unstarted(task));
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  /// Whether several threads pay off: only a search reads every byte.
  static boolean isWorthwhile(Segment[] segments, LogQuery query) {
    return query.readsText() && HELPER_THREADS > 0 && segments.length >= MIN_SEGMENTS;
  }

  /// Result of one segment.
  private static final class SegmentResult {
    private final LogPage page;
    private final long[] numbers;

    SegmentResult(LogPage page, long[] numbers) {
      this.page = page;
      this.numbers = numbers;
    }

    int hits() {
      return Math.max(page.lines().size(), numbers.length);
    }
  }

  /// Same result as [SegmentSearch#before].
  LogPage before(long before) {
    Segment[] selected =
        Arrays.stream(segments).filter(segment -> segment.first() < before).toArray(Segment[]::new);
    int count = selected.length;
    run(count, i -> new SegmentResult(scan(selected[count - 1 - i]).before(before), new long[0]));
    List<List<StoredLine>> runs = new ArrayList<>();
    long reached = Math.min(before, end());
    int remaining = limit;
    boolean complete = true;
    for (int i = 0; i < count && remaining > 0 && complete; i++) {
      LogPage page = results[i].page;
      int taken = Math.min(remaining, page.lines().size());
      List<StoredLine> run = page.lines().subList(page.lines().size() - taken, page.lines().size());
      runs.addFirst(run);
      remaining -= taken;
      complete = page.complete();
      reached = taken < page.lines().size() ? run.getFirst().number() : page.reached();
    }
    return page(runs, reached, complete);
  }

  /// Same result as [SegmentSearch#from].
  LogPage from(long from) {
    Segment[] selected = from(from, Long.MAX_VALUE);
    run(selected.length, i -> new SegmentResult(scan(selected[i]).from(from), new long[0]));
    List<List<StoredLine>> runs = new ArrayList<>();
    long reached = Math.max(from, first());
    int remaining = limit;
    boolean complete = true;
    for (int i = 0; i < selected.length && remaining > 0 && complete; i++) {
      LogPage page = results[i].page;
      int taken = Math.min(remaining, page.lines().size());
      List<StoredLine> run = page.lines().subList(0, taken);
      runs.addLast(run);
      remaining -= taken;
      complete = page.complete();
      reached = taken < page.lines().size() ? run.getLast().number() + 1 : page.reached();
    }
    return page(runs, reached, complete);
  }

  /// Same result as [SegmentSearch#numbersFrom].
  LogPage numbersFrom(long from, long to, LongConsumer into) {
    Segment[] selected = from(from, to);
    run(
        selected.length,
        i -> {
          LongBuffer buffer = new LongBuffer();
          LogPage page = scan(selected[i]).numbersFrom(from, to, buffer);
          return new SegmentResult(page, Arrays.copyOf(buffer.all, buffer.count));
        });
    long reached = Math.max(from, first());
    boolean complete = true;
    for (int i = 0; i < selected.length && complete; i++) {
      for (long number : results[i].numbers) {
        into.accept(number);
      }
      complete = results[i].page.complete();
      reached = results[i].page.reached();
    }
    return page(List.of(), reached, complete);
  }

  private Segment[] from(long from, long to) {
    return Arrays.stream(segments)
        .filter(segment -> segment.end() > from && segment.first() < to)
        .toArray(Segment[]::new);
  }

  private SegmentSearch scan(Segment segment) {
    return new SegmentSearch(new Segment[] {segment}, query, limit, deadlineNanos);
  }

  private LogPage page(List<List<StoredLine>> runs, long reached, boolean complete) {
    List<StoredLine> lines = runs.stream().flatMap(List::stream).toList();
    return new LogPage(lines, first(), end(), reached, complete);
  }

  private long first() {
    return segments[0].first();
  }

  private long end() {
    return segments[segments.length - 1].end();
  }

  /// Computes the needed results below `count`; returns when they are complete.
  private void run(int count, IntFunction<SegmentResult> search) {
    neededCount = count;
    List<CompletableFuture<Void>> helpers = new ArrayList<>();
    for (int i = 0; i < Math.min(HELPER_THREADS, count - 1); i++) {
      helpers.add(CompletableFuture.runAsync(() -> searchSegments(search), EXECUTOR));
    }
    searchSegments(search);
    helpers.forEach(CompletableFuture::join);
  }

  private void searchSegments(IntFunction<SegmentResult> search) {
    for (int i = next.getAndIncrement(); i < neededCount; i = next.getAndIncrement()) {
      addResult(i, search.apply(i));
    }
  }

  private synchronized void addResult(int index, SegmentResult result) {
    results[index] = result;
    int hits = 0;
    for (int i = 0; i < neededCount && results[i] != null; i++) {
      hits += results[i].hits();
      if (hits >= limit || !results[i].page.complete()) {
        neededCount = i + 1;
      }
    }
  }

  /// A growable list of numbers.
  private static final class LongBuffer implements LongConsumer {
    private long[] all = new long[16];
    private int count;

    @Override
    public void accept(long number) {
      if (count == all.length) {
        all = Arrays.copyOf(all, count * 2);
      }
      all[count++] = number;
    }
  }
}
