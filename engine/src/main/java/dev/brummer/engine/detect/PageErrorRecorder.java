package dev.brummer.engine.detect;

import dev.brummer.engine.detect.error.Fingerprint;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.ErrorDetected;
import dev.brummer.engine.event.Event.PageErrorReport;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.Subscriber;
import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.log.LogStore;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Writes the errors of browser pages to the log, as lines of the process that serves the page, and
/// publishes each as an [ErrorDetected]. Confined to the bus worker that drains its mailbox.
///
/// A page can report any number of errors, so what is written is limited:
///
/// - An error is written whole when it is new and again after [#WHOLE_INTERVAL_MILLIS]; in between
///   its first line is written, at most once per [#REPEAT_INTERVAL_MILLIS]. Further repeats are
///   counted, and written as one line with their number.
/// - New errors beyond [#MAX_WHOLE] per interval are counted in one line and not published.
/// - Among more than [#MAX_KNOWN] errors, the least recently seen one counts as new again.
final class PageErrorRecorder implements Subscriber {
  static final long REPEAT_INTERVAL_MILLIS = 1_000;
  static final long WHOLE_INTERVAL_MILLIS = 10_000;
  static final int MAX_WHOLE = 20;
  static final int MAX_KNOWN = 500;
  private static final int CAPACITY = 1024;

  private final EventBus bus;
  private final LogStore logs;
  private final InstantSource clock;
  private final Executor delayedExecutor;

  /// By process and fingerprint, least recently seen first.
  private final LinkedHashMap<String, ErrorRecord> known = new LinkedHashMap<>(64, 0.75f, true);

  /// Numbers of errors over the limit since the last flush, by process.
  private final Map<Integer, Integer> unlisted = new HashMap<>();

  private int wholeInInterval;
  private long intervalStart;
  private boolean timerArmed;
  private long armedAtMillis;
  private volatile @Nullable Subscription subscription;

  /// An error and where its newest whole block is in the log.
  private static final class ErrorRecord {
    private final String fingerprint;
    private PageErrorReport error;
    private int process;
    private long line;
    private long wholeMillis;
    private long writtenMillis;
    private long lastMillis;

    /// Repeats that are neither written nor published yet.
    private int pending;

    ErrorRecord(String fingerprint, PageErrorReport error) {
      this.fingerprint = fingerprint;
      this.error = error;
    }
  }

  PageErrorRecorder(EventBus bus, LogStore logs, InstantSource clock, Executor delayedExecutor) {
    this.bus = bus;
    this.logs = logs;
    this.clock = clock;
    this.delayedExecutor = delayedExecutor;
  }

  static Subscription subscribe(EventBus bus, LogStore logs) {
    Executor later =
        CompletableFuture.delayedExecutor(REPEAT_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    return new PageErrorRecorder(bus, logs, InstantSource.system(), later).attach();
  }

  Subscription attach() {
    Subscription attached =
        bus.subscribe(
            "PageErrors",
            EnumSet.of(Event.Kind.PAGE_EVENT),
            OverflowPolicy.DROP_OLDEST,
            CAPACITY,
            this);
    subscription = attached;
    return attached;
  }

  @Override
  public void on(Event event) {
    if (event instanceof Event.PageEvent page && page.error() != null) {
      record(page.process(), page.error(), page.atMillis());
    }
  }

  private void record(int process, PageErrorReport error, long atMillis) {
    long now = clock.millis();
    if (now - intervalStart >= REPEAT_INTERVAL_MILLIS) {
      intervalStart = now;
      wholeInInterval = 0;
    }
    String fingerprint =
        process + " browser " + Fingerprint.of(error.type(), error.message(), error.location());
    ErrorRecord repeated = known.get(fingerprint);
    if (repeated == null) {
      if (wholeInInterval < MAX_WHOLE) {
        ErrorRecord added = new ErrorRecord(fingerprint, error);
        added.process = process;
        known.put(fingerprint, added);
        evictOldest();
        writeWhole(added, now, atMillis);
      } else {
        unlisted.merge(process, 1, Integer::sum);
      }
      return;
    }
    repeated.error = error;
    repeated.pending++;
    repeated.lastMillis = atMillis;
    if (now - repeated.wholeMillis >= WHOLE_INTERVAL_MILLIS && wholeInInterval < MAX_WHOLE) {
      repeated.pending--;
      flush(repeated, now);
      writeWhole(repeated, now, atMillis);
    } else if (now - repeated.writtenMillis >= REPEAT_INTERVAL_MILLIS) {
      flush(repeated, now);
    }
  }

  private void evictOldest() {
    if (known.size() > MAX_KNOWN) {
      flush(known.pollFirstEntry().getValue(), clock.millis());
    }
  }

  private void writeWhole(ErrorRecord known, long now, long atMillis) {
    wholeInInterval++;
    known.line = write(known.process, known.error.lines(), now);
    known.wholeMillis = now;
    known.writtenMillis = now;
    publish(known, 1, atMillis);
  }

  /// Writes and publishes the pending repeats.
  private void flush(ErrorRecord known, long now) {
    int count = known.pending;
    if (count == 0) {
      return;
    }
    known.pending = 0;
    String head = known.error.lines().getFirst();
    String text = count == 1 ? head : head + " (" + count + " times)";
    write(known.process, List.of(text), now);
    known.writtenMillis = now;
    publish(known, count, known.lastMillis);
  }

  private long write(int process, List<String> lines, long now) {
    long first = logs.appendPageError(process, lines);
    bus.offer(new Event.LogLine(process, first, lines.size(), now));
    return first;
  }

  private void publish(ErrorRecord known, int count, long atMillis) {
    PageErrorReport error = known.error;
    bus.offer(
        new ErrorDetected(
            known.process,
            known.line,
            error.lines().size(),
            ErrorDetected.Source.BROWSER,
            count,
            ErrorDetected.Severity.ERROR,
            error.type(),
            error.message(),
            error.location(),
            known.fingerprint,
            atMillis));
  }

  /// Called when the mailbox is empty: flushes once the interval is over, and schedules the next
  /// flush while repeats are pending.
  @Override
  public void idle() {
    long now = clock.millis();
    if (timerArmed && now - armedAtMillis < REPEAT_INTERVAL_MILLIS / 2) {
      return;
    }
    if (timerArmed) {
      timerArmed = false;
      flushAll(now);
    }
    Subscription attached = subscription;
    if (attached != null && hasPending()) {
      timerArmed = true;
      armedAtMillis = now;
      delayedExecutor.execute(attached::wake);
    }
  }

  private boolean hasPending() {
    if (!unlisted.isEmpty()) {
      return true;
    }
    for (ErrorRecord error : known.values()) {
      if (error.pending > 0) {
        return true;
      }
    }
    return false;
  }

  private void flushAll(long now) {
    for (ErrorRecord error : known.values()) {
      flush(error, now);
    }
    unlisted.forEach((process, count) ->
        write(
            process,
            List.of("[browser] " + count + " more errors in one second are not listed"),
            now));
    unlisted.clear();
  }
}
