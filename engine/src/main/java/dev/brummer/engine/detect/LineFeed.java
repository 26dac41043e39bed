package dev.brummer.engine.detect;

import dev.brummer.engine.event.Bus;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Subscriber;
import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.log.Level;
import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.Source;
import dev.brummer.engine.log.StoredLine;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Feeds detectors with the lines of the log store as `LogLine` events announce them. Confined to
/// the bus worker inside its mailbox.
///
/// `ProcessExited` overtakes announcements of lines, but comes when all the child's lines are
/// stored: the rest of them is then read at once, and late announcements are skipped by number. A
/// detector that throws is taken out and reported; the others go on. Brummer's own lines are not
/// fed.
final class LineFeed implements Subscriber {
  /// How long nothing must come until a block of lines counts as complete.
  static final long QUIET_MILLIS = 100;

  private static final int PAGE = 1024;

  private final Bus bus;
  private final LogStore logs;
  private final List<Detector> detectors;
  private final Executor later;
  private final Consumer<Event> found;
  private final Line line = new Line();

  /// By process: number of the first line that it has not been fed.
  private final Map<Integer, Long> next = new HashMap<>();

  private volatile @Nullable Subscription subscription;
  private boolean armed;
  private long armedAtNanos;

  LineFeed(Bus bus, LogStore logs, List<Detector> detectors, Executor later) {
    this.bus = bus;
    this.logs = logs;
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
      case Event.LogLine lines -> feed(lines.process(), lines.first(), lines.count());
      case Event.ProcessStarted started -> each(d -> d.started(started.process()));
      case Event.ProcessExited exited -> {
        feedRest(exited.process());
        each(d -> d.ended(exited.process(), exited.atMillis(), found));
      }
      default -> {}
    }
  }

  private void feed(int process, long first, int count) {
    long from = Math.max(first, next.getOrDefault(process, 0L));
    long end = first + count;
    while (from < end) {
      LogPage page = logs.from(LogQuery.ALL, from, (int) Math.min(PAGE, end - from));
      if (page.lines().isEmpty() || page.lines().getFirst().number() >= end) {
        break;
      }
      feed(page.lines(), end);
      from = page.lines().getLast().number() + 1;
    }
    next.merge(process, end, Math::max);
  }

  private void feedRest(int process) {
    long from = next.getOrDefault(process, logs.first());
    long end = logs.end();
    BitSet only = new BitSet();
    only.set(process);
    LogQuery query = new LogQuery(only, Level.NONE, null);
    while (from < end) {
      LogPage page = logs.from(query, from, PAGE);
      feed(page.lines(), end);
      from = page.lines().isEmpty() ? end : page.lines().getLast().number() + 1;
    }
    next.put(process, end);
  }

  private void feed(List<StoredLine> lines, long end) {
    for (StoredLine stored : lines) {
      if (stored.source() != Source.BRUMMER && stored.number() < end) {
        line.set(stored.process(), stored.number(), stored.atMillis(), stored.text());
        each(detector -> detector.line(line, found));
      }
    }
  }

  private void each(Consumer<Detector> work) {
    for (int i = 0; i < detectors.size(); i++) {
      Detector detector = detectors.get(i);
      try {
        work.accept(detector);
      } catch (RuntimeException | StackOverflowError thrown) {
        detectors.remove(i--);
        String message = "is switched off after a failure: " + thrown;
        bus.offer(new Event.Fault(detector.name(), message, thrown, System.currentTimeMillis()));
      }
    }
  }

  /// Gives detectors that wait for more lines a sense of time.
  @Override
  public void idle() {
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
