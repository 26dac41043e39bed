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
  static final long QUIET_MILLIS = 100;

  private final EventBus bus;
  private final LogStore logs;
  private final LogCursor cursor;
  private final KeywordIndex index;
  private final LineBlock block = new LineBlock();
  private final List<Detector> detectors;
  private final Executor later;
  private final Consumer<Event> found;
  private final ScannedLine line = new ScannedLine();

  private volatile @Nullable Subscription subscription;
  private boolean armed;
  private long armedAtNanos;

  DetectorSubscriber(
      EventBus bus, LogStore logs, KeywordIndex index, List<Detector> detectors, Executor later) {
    this.bus = bus;
    this.logs = logs;
    this.cursor = logs.cursor(logs.end());
    this.index = index;
    this.detectors = new ArrayList<>(detectors);
    this.later = later;
    this.found = bus::offer;
  }

  /// Called once, before the first event can be waiting for time to pass.
  void attach(Subscription subscription) {
    this.subscription = subscription;
  }

  @Override
  public void on(Event event) {
    switch (event) {
      case Event.LogLine lines -> feed(lines.first() + lines.count());
      case Event.ProcessStarted started -> each(d -> d.started(started.process()));
      case Event.ProcessExited exited -> {
        feed(logs.end());
        each(d -> d.ended(exited.process(), exited.atMillis(), found));
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
        long[] words = index.of(block, line);
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
      if ((words & detector.words()) != 0 || detector.waiting()) {
        if (!set) {
          line.set(block, index, words);
          set = true;
        }
        try {
          detector.line(line, found);
        } catch (RuntimeException | StackOverflowError thrown) {
          switchOff(i--, thrown);
        }
      }
    }
  }

  private void each(Consumer<Detector> work) {
    for (int i = 0; i < detectors.size(); i++) {
      Detector detector = detectors.get(i);
      try {
        work.accept(detector);
      } catch (RuntimeException | StackOverflowError thrown) {
        switchOff(i--, thrown);
      }
    }
  }

  private void switchOff(int index, Throwable thrown) {
    Detector detector = detectors.remove(index);
    String message = "is switched off after a failure: " + thrown;
    bus.offer(new Event.Fault(detector.name(), message, thrown, System.currentTimeMillis()));
  }

  /// Gives detectors that wait for more lines a sense of time.
  @Override
  public void idle() {
    cursor.close();
    long now = System.nanoTime();
    if (armed && now - armedAtNanos < TimeUnit.MILLISECONDS.toNanos(QUIET_MILLIS / 2)) {
      return;
    }
    if (armed) {
      each(detector -> detector.quiet(found));
    }
    Subscription attached = subscription;
    armed = attached != null && waiting();
    if (attached != null && armed) {
      armedAtNanos = now;
      later.execute(attached::nudge);
    }
  }

  private boolean waiting() {
    for (Detector detector : detectors) {
      if (detector.waiting()) {
        return true;
      }
    }
    return false;
  }
}
