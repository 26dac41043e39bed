package dev.brummer.perf.baseline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;

/// Reference design of the log store (S9 to S12): a list of line objects behind a read-write lock,
/// filled through a bounded channel of 1000 entries by one thread. A full channel falls back to a
/// synchronous write, which reorders lines. A search scans the list under the read lock.
/// Thread-safe.
public final class ListLogStore implements AutoCloseable {
  private static final int CHANNEL_CAPACITY = 1000;

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final List<Entry> entries = new ArrayList<>();
  private final BlockingQueue<Entry> channel = new ArrayBlockingQueue<>(CHANNEL_CAPACITY);
  private final LongAdder asyncAdds = new LongAdder();
  private final LongAdder syncAdds = new LongAdder();
  private final int maxLines;
  private final Thread worker =
      Thread.ofPlatform().daemon().name("log-channel").start(this::drainChannel);

  /// @param maxLines capacity; the oldest half is dropped when it is exceeded
  public ListLogStore(int maxLines) {
    this.maxLines = maxLines;
  }

  /// A log line.
  public record Entry(String process, String text, Instant at, boolean error) {}

  /// `AddLogAsync`, or `AddLogSync` when the channel is full.
  public void add(String process, String text) {
    Entry entry = entry(process, text);
    if (channel.offer(entry)) {
      asyncAdds.increment();
    } else {
      syncAdds.increment();
      store(entry);
    }
  }

  /// `AddLogSync`.
  public void addSync(String process, String text) {
    store(entry(process, text));
  }

  private static Entry entry(String process, String text) {
    boolean error = text.toLowerCase(Locale.ROOT).contains("error");
    return new Entry(process, text, Instant.now(), error);
  }

  private void store(Entry entry) {
    lock.writeLock().lock();
    try {
      entries.add(entry);
      if (entries.size() > maxLines) {
        entries.subList(0, maxLines / 2).clear();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void drainChannel() {
    try {
      while (true) {
        store(channel.take());
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /// Returns all lines that contain a text, ignoring case.
  public List<Entry> search(String text) {
    String lowerCase = text.toLowerCase(Locale.ROOT);
    lock.readLock().lock();
    try {
      return entries.stream()
          .filter(entry -> entry.text.toLowerCase(Locale.ROOT).contains(lowerCase))
          .toList();
    } finally {
      lock.readLock().unlock();
    }
  }

  /// Returns all lines that match a regular expression.
  public List<Entry> search(Pattern pattern) {
    lock.readLock().lock();
    try {
      return entries.stream().filter(entry -> pattern.matcher(entry.text).find()).toList();
    } finally {
      lock.readLock().unlock();
    }
  }

  /// Blocks until the channel is empty.
  public void awaitEmpty() {
    while (!channel.isEmpty()) {
      Thread.onSpinWait();
    }
  }

  /// Returns the number of lines in the channel.
  public int queuedLines() {
    return channel.size();
  }

  public long asyncAdds() {
    return asyncAdds.sum();
  }

  public long syncAdds() {
    return syncAdds.sum();
  }

  @Override
  public void close() {
    worker.interrupt();
  }
}
