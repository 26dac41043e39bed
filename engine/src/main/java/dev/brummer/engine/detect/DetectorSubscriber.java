package dev.brummer.engine.detect;

import dev.brummer.engine.detect.line.Detector;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.Subscriber;
import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.log.LineBlock;
import dev.brummer.engine.log.LogCursor;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Feeds detectors with the lines of the log store, in their order, up to the one that an event
/// announces. Confined to the bus worker inside its mailbox.
///
/// `ProcessExited` overtakes announcements of lines, but comes when all the child's lines are
/// stored: all that is stored is then read first, and late announcements find nothing new. An
/// announcement that is lost in a flood costs nothing either: the next goes further. A detector
/// that throws is taken out and reported; the others go on. Brummer's own lines are not fed.
final class DetectorSubscriber implements Subscriber {
  /// How long nothing must come until a block of lines counts as complete.
  static final long QUIET_TIMEOUT_MILLIS = 100;

  private final EventBus bus;
  private final LogStore logs;
  private final LogCursor cursor;
  private final KeywordIndex index;
  private final LineBlock block = new LineBlock();
  private final List<Detector> detectors;
  private final Executor delayedExecutor;
  private final Consumer<Event> publisher;
  private final ScannedLine line = new ScannedLine();

  private volatile @Nullable Subscription subscription;
  private boolean timerArmed;
  private long armedAtNanos;

  DetectorSubscriber(
      EventBus bus, LogStore logs, KeywordIndex index, List<Detector> detectors, Executor later) {
    this.bus = bus;
    this.logs = logs;
    this.cursor = logs.cursor(logs.end());
    this.index = index;
    this.detectors = new ArrayList<>(detectors);
    this.delayedExecutor = later;
    this.publisher = bus::offer;
  }

  /// Called once, before the first event can be waiting for time to pass.
  void attach(Subscription subscription) {
    this.subscription = subscription;
  }

  @Override
  public void on(Event event) {
    switch (event) {
      case Event.LogLine lines -> feed(lines.first() + lines.count());
      case Event.ProcessStarted started ->
          forEachDetector(d -> d.processStarted(started.process()));
      case Event.ProcessExited exited -> {
        feed(logs.end());
        forEachDetector(d -> d.processExited(exited.process(), exited.atMillis(), publisher));
      }
      default -> {}
    }
  }

  /// Announcements were lost, and what they announced is there.
  @Override
  public void missed(long count) {
    feed(logs.end());
  }

  private void feed(long end) {
    while (cursor.next() < end && cursor.next(block)) {
      if (block.source() != LogSource.BRUMMER) {
        long[] words = index.keywordsOf(block, line);
        for (int i = 0; i < words.length; i++) {
          feed(i, words[i]);
        }
      }
    }
  }

  /// A block is read to its end, even beyond what was announced: its lines were stored at once.
  private void feed(int index, long words) {
    boolean set = false;
    for (int i = 0; i < detectors.size(); i++) {
      Detector detector = detectors.get(i);
      if ((words & detector.keywords()) != 0 || detector.hasPending()) {
        if (!set) {
          line.load(block, index, words);
          set = true;
        }
        try {
          detector.onLine(line, publisher);
        } catch (RuntimeException | StackOverflowError thrown) {
          disable(i--, thrown);
        }
      }
    }
  }

  private void forEachDetector(Consumer<Detector> work) {
    for (int i = 0; i < detectors.size(); i++) {
      Detector detector = detectors.get(i);
      try {
        work.accept(detector);
      } catch (RuntimeException | StackOverflowError thrown) {
        disable(i--, thrown);
      }
    }
  }

  private void disable(int index, Throwable thrown) {
    Detector detector = detectors.remove(index);
    String message = "is switched off after a failure: " + thrown;
    bus.offer(
        new Event.InternalFailure(detector.name(), message, thrown, System.currentTimeMillis()));
  }

  /// Gives detectors that wait for more lines a sense of time.
  @Override
  public void idle() {
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
    for (Detector detector : detectors) {
      if (detector.hasPending()) {
        return true;
      }
    }
    return false;
  }
}
