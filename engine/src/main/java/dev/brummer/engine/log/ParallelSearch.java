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
import java.util.function.LongConsumer;

/// One search through many segments by the caller and the daemon threads `search-1..n`, which end
/// when nobody searches. Each takes the next segment in the order of the search and scans it by
/// itself; what they found is put together in that order, so it is what one [SegmentSearch] would
/// have found. When a page is full, later segments are not begun any more.
final class ParallelSearch {
  /// With fewer segments than this, one thread is as fast.
  private static final int FEWEST = 3;

  private static final int HELPERS = Runtime.getRuntime().availableProcessors() - 1;
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final Executor CREW = crew();

  private final Segment[] segments;
  private final LogQuery query;
  private final int limit;
  private final long deadlineNanos;

  /// By place in the order of the search.
  private final Part[] parts;

  private final AtomicInteger next = new AtomicInteger();

  /// Parts from here on are not needed. Guarded by this.
  private volatile int needed;

  ParallelSearch(Segment[] segments, LogQuery query, int limit, long deadlineNanos) {
    this.segments = segments;
    this.query = query;
    this.limit = limit;
    this.deadlineNanos = deadlineNanos;
    this.parts = new Part[segments.length];
  }

  private static Executor crew() {
    ThreadPoolExecutor crew =
        new ThreadPoolExecutor(
            Math.max(1, HELPERS),
            Math.max(1, HELPERS),
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task ->
                Thread.ofPlatform()
                    .daemon()
                    .name("search-" + NAMES.incrementAndGet())
                    .unstarted(task));
    crew.allowCoreThreadTimeOut(true);
    return crew;
  }

  /// Whether it is worth the while: only a search looks at every byte.
  static boolean worth(Segment[] segments, LogQuery query) {
    return query.looks() && HELPERS > 0 && segments.length >= FEWEST;
  }

  /// One segment's share.
  private static final class Part {
    private final LogPage page;
    private final long[] numbers;

    Part(LogPage page, long[] numbers) {
      this.page = page;
      this.numbers = numbers;
    }

    int hits() {
      return Math.max(page.lines().size(), numbers.length);
    }
  }

  /// What [SegmentSearch#before] finds.
  LogPage before(long before) {
    Segment[] wanted =
        Arrays.stream(segments).filter(segment -> segment.first() < before).toArray(Segment[]::new);
    int count = wanted.length;
    go(count, i -> new Part(scan(wanted[count - 1 - i]).before(before), new long[0]));
    List<List<StoredLine>> runs = new ArrayList<>();
    long reached = Math.min(before, end());
    int left = limit;
    boolean complete = true;
    for (int i = 0; i < count && left > 0 && complete; i++) {
      LogPage page = parts[i].page;
      int taken = Math.min(left, page.lines().size());
      List<StoredLine> run = page.lines().subList(page.lines().size() - taken, page.lines().size());
      runs.addFirst(run);
      left -= taken;
      complete = page.complete();
      reached = taken < page.lines().size() ? run.getFirst().number() : page.reached();
    }
    return page(runs, reached, complete);
  }

  /// What [SegmentSearch#from] finds.
  LogPage from(long from) {
    Segment[] wanted = from(from, Long.MAX_VALUE);
    go(wanted.length, i -> new Part(scan(wanted[i]).from(from), new long[0]));
    List<List<StoredLine>> runs = new ArrayList<>();
    long reached = Math.max(from, first());
    int left = limit;
    boolean complete = true;
    for (int i = 0; i < wanted.length && left > 0 && complete; i++) {
      LogPage page = parts[i].page;
      int taken = Math.min(left, page.lines().size());
      List<StoredLine> run = page.lines().subList(0, taken);
      runs.addLast(run);
      left -= taken;
      complete = page.complete();
      reached = taken < page.lines().size() ? run.getLast().number() + 1 : page.reached();
    }
    return page(runs, reached, complete);
  }

  /// What [SegmentSearch#numbersFrom] finds.
  LogPage numbersFrom(long from, long to, LongConsumer into) {
    Segment[] wanted = from(from, to);
    go(
        wanted.length,
        i -> {
          Numbers numbers = new Numbers();
          LogPage page = scan(wanted[i]).numbersFrom(from, to, numbers);
          return new Part(page, Arrays.copyOf(numbers.all, numbers.count));
        });
    long reached = Math.max(from, first());
    boolean complete = true;
    for (int i = 0; i < wanted.length && complete; i++) {
      for (long number : parts[i].numbers) {
        into.accept(number);
      }
      complete = parts[i].page.complete();
      reached = parts[i].page.reached();
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

  /// Makes the parts below `count` that are needed; returns when they are there.
  private void go(int count, java.util.function.IntFunction<Part> maker) {
    needed = count;
    List<CompletableFuture<Void>> helpers = new ArrayList<>();
    for (int i = 0; i < Math.min(HELPERS, count - 1); i++) {
      helpers.add(CompletableFuture.runAsync(() -> work(maker), CREW));
    }
    work(maker);
    helpers.forEach(CompletableFuture::join);
  }

  private void work(java.util.function.IntFunction<Part> maker) {
    for (int i = next.getAndIncrement(); i < needed; i = next.getAndIncrement()) {
      done(i, maker.apply(i));
    }
  }

  private synchronized void done(int index, Part part) {
    parts[index] = part;
    int hits = 0;
    for (int i = 0; i < needed && parts[i] != null; i++) {
      hits += parts[i].hits();
      if (hits >= limit || !parts[i].page.complete()) {
        needed = i + 1;
      }
    }
  }

  /// A list of numbers.
  private static final class Numbers implements LongConsumer {
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
