package dev.brummer.engine.detect;

import dev.brummer.engine.detect.line.Detector;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.Subscriber;
import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.log.LineBlock;
import dev.brummer.engine.log.LogCursor;
import dev.brummer.engine.log.LogStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads stored lines in order, up to the one announced by a [Event.LogLine], and passes them to
/// the detectors. Confined to the bus worker that drains its mailbox.
///
/// `ProcessExited` may overtake `LogLine` events, but is published after all lines of the process
/// are stored: all stored lines are read first, and the late events find nothing new. A dropped
/// `LogLine` event loses no line; the next event covers its lines. A detector that throws is
/// disabled and reported as an `InternalFailure`; the others continue. Only lines printed by
/// processes are scanned: a page must not be able to announce a URL.
final class DetectorSubscriber implements Subscriber {
  /// Milliseconds without new lines after which an open error block counts as complete.
  static final long QUIET_TIMEOUT_MILLIS = 100;

  /// States that follow a start other than a failure.
  private static final Set<String> AFTER_START =
      Set.of("starting", "running", "ready", "stopping", "stopped", "paused");

  private final EventBus bus;
  private final LogStore logs;
  private final LogCursor cursor;
  private final @Nullable IntToLongFunction firstMillis;

  /// End of the lines that were stored before the subscription.
  private final long presentEnd;

  /// Released when they are read.
  private final CountDownLatch present;

  private final KeywordCache keywordCache;
  private final LineBlock block = new LineBlock();
  private final Supplier<List<Detector>> factory;
  private final Executor delayedExecutor;
  private final Consumer<Event> publisher;
  private final ScannedLine line = new ScannedLine();

  /// Created with the first event: compiling their patterns would delay the first process.
  private @Nullable List<Detector> created;

  private volatile @Nullable Subscription subscription;
  private boolean timerArmed;
  private long armedAtNanos;

  /// @param firstMillis time from which the stored lines of a process count; null if only the lines
  ///   that are stored from now on do
  /// @param factory creates the detectors; called by the bus worker
  DetectorSubscriber(
      EventBus bus,
      LogStore logs,
      @Nullable IntToLongFunction firstMillis,
      KeywordCache index,
      Supplier<List<Detector>> factory,
      Executor later,
      Consumer<Event> publisher) {
    this.bus = bus;
    this.logs = logs;
    this.firstMillis = firstMillis;
    this.presentEnd = logs.end();
    this.cursor = logs.cursor(firstMillis == null ? presentEnd : 0);
    this.present = new CountDownLatch(cursor.next() < presentEnd ? 1 : 0);
    this.keywordCache = index;
    this.factory = factory;
    this.delayedExecutor = later;
    this.publisher = publisher;
  }

  /// Sets the subscription that [#idle] wakes. Called once, before the first event.
  void attach(Subscription subscription) {
    this.subscription = subscription;
    if (present.getCount() > 0) {
      subscription.wake();
    }
  }

  /// Waits until the lines that were stored before the subscription are read.
  void awaitPresent(long deadlineNanos) throws InterruptedException {
    present.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void on(Event event) {
    switch (event) {
      case Event.LogLine logged -> feed(logged.first() + logged.count());
      case Event.ProcessStarted started ->
          forEachDetector(d -> d.processStarted(started.process(), started.atMillis()));
      case Event.ProcessExited exited -> {
        feed(logs.end());
        forEachDetector(d -> d.processExited(exited.process(), exited.atMillis(), publisher));
        if (!exited.failure().isEmpty()) {
          onFailed(exited.process(), exited.failure(), exited.atMillis());
        }
      }
      case Event.ProcessChanged changed when isStartFailure(changed) ->
          onFailed(changed.process(), changed.to(), changed.atMillis());
      default -> {}
    }
  }

  /// True if the process could not be started: it has no child that exits.
  private static boolean isStartFailure(Event.ProcessChanged changed) {
    return changed.from().equals("starting") && !AFTER_START.contains(changed.to());
  }

  private void onFailed(int process, String failure, long atMillis) {
    feed(logs.end());
    forEachDetector(d -> d.processFailed(process, failure, atMillis, publisher));
  }

  /// Reads the lines of the dropped `LogLine` events; they are already stored.
  @Override
  public void missed(long count) {
    feed(logs.end());
  }

  private void feed(long end) {
    while (cursor.next() < end) {
      if (!skipUnneeded()) {
        if (!cursor.next(block)) {
          return;
        }
        if (block.source().isOutput() && isWanted()) {
          feed(keywordCache.keywordsOf(block, line));
        }
      }
    }
  }

  /// Passes lines that another subscriber has scanned and that none of these detectors needs.
  private boolean skipUnneeded() {
    if (hasPending()) {
      return false;
    }
    long wanted = wantedKeywords();
    return cursor.skipIf((first, count) -> keywordCache.isKnownWithout(wanted, first, count));
  }

  /// Errors that a process printed before its last start are of no interest any more.
  private boolean isWanted() {
    return firstMillis == null
        || block.first() >= presentEnd
        || block.atMillis() >= firstMillis.applyAsLong(block.process());
  }

  /// Passes the lines of the block to the detectors. A block is read to its end, even beyond the
  /// announced line: its lines were appended together. Almost all lines of a flood have no keyword
  /// of any detector.
  private void feed(long[] keywords) {
    long wanted = wantedKeywords();
    boolean pending = hasPending();
    for (int i = 0; i < keywords.length; i++) {
      if (pending || (keywords[i] & wanted) != 0) {
        feed(i, keywords[i]);
        pending = hasPending();
      }
    }
  }

  private long wantedKeywords() {
    long wanted = 0;
    for (Detector detector : detectors()) {
      wanted |= detector.keywords();
    }
    return wanted;
  }

  /// Passes one line to every detector with a matching keyword or a pending block.
  private void feed(int index, long keywords) {
    boolean loaded = false;
    List<Detector> detectors = detectors();
    for (int i = 0; i < detectors.size(); i++) {
      Detector detector = detectors.get(i);
      if ((keywords & detector.keywords()) != 0 || detector.hasPending()) {
        if (!loaded) {
          line.load(block, index, keywords);
          loaded = true;
        }
        try {
          detector.onLine(line, publisher);
        } catch (RuntimeException | StackOverflowError thrown) {
          disable(i--, thrown);
        }
      }
    }
  }

  private List<Detector> detectors() {
    List<Detector> all = created;
    if (all == null) {
      all = new ArrayList<>(factory.get());
      created = all;
    }
    return all;
  }

  private void forEachDetector(Consumer<Detector> action) {
    List<Detector> detectors = detectors();
    for (int i = 0; i < detectors.size(); i++) {
      Detector detector = detectors.get(i);
      try {
        action.accept(detector);
      } catch (RuntimeException | StackOverflowError thrown) {
        disable(i--, thrown);
      }
    }
  }

  private void disable(int index, Throwable thrown) {
    Detector detector = detectors().remove(index);
    String message = "disabled after a failure: " + IoErrorMessage.of(thrown);
    bus.offer(
        new Event.InternalFailure(detector.name(), message, thrown, System.currentTimeMillis()));
  }

  /// Flushes stale blocks and schedules the next wake-up while a detector has a pending one. Called
  /// when the mailbox is empty.
  @Override
  public void idle() {
    if (present.getCount() > 0) {
      feed(presentEnd);
      present.countDown();
    }
    cursor.close();
    long now = System.nanoTime();
    if (timerArmed
        && now - armedAtNanos < TimeUnit.MILLISECONDS.toNanos(QUIET_TIMEOUT_MILLIS / 2)) {
      return;
    }
    if (timerArmed) {
      forEachDetector(detector -> detector.flushStale(publisher));
    }
    Subscription attached = subscription;
    timerArmed = attached != null && hasPending();
    if (attached != null && timerArmed) {
      armedAtNanos = now;
      delayedExecutor.execute(attached::wake);
    }
  }

  private boolean hasPending() {
    for (Detector detector : detectors()) {
      if (detector.hasPending()) {
        return true;
      }
    }
    return false;
  }
}
