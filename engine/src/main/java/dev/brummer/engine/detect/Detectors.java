package dev.brummer.engine.detect;

import dev.brummer.engine.detect.error.ErrorDetector;
import dev.brummer.engine.detect.error.FailedExitDetector;
import dev.brummer.engine.detect.line.Detector;
import dev.brummer.engine.detect.test.TestDetector;
import dev.brummer.engine.detect.url.UrlDetector;
import dev.brummer.engine.detect.url.UrlResolver;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.process.PortTable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Detects URLs, errors, builds and tests in process output, and records the errors of browser
/// pages. Registers three bus subscribers: `URLDetector` and `ErrorDetector` read every line the
/// log store keeps, `PageErrors` handles the events of pages. They offer their findings to the bus
/// and never slow a process down: under load findings are published later.
public final class Detectors implements AutoCloseable {
  /// Mailbox capacity in events. `LogLine` events are conflated.
  private static final int CAPACITY = 1024;

  private static final Set<Event.Kind> KINDS =
      EnumSet.of(
          Event.Kind.LOG_LINE,
          Event.Kind.PROCESS_STARTED,
          Event.Kind.PROCESS_EXITED,
          Event.Kind.PROCESS_CHANGED);

  private final KeywordCache keywordCache = new KeywordCache();
  private final List<DetectorSubscriber> feeds = new ArrayList<>();
  private final List<Subscription> subscriptions;
  private final @Nullable UrlResolver urls;

  /// Detectors without a port table: a URL counts unless the words next to it say otherwise.
  public Detectors(EventBus bus, LogStore logs) {
    this(bus, logs, null, (UrlResolver) null);
  }

  /// @param ports opens the table that decides which process a URL belongs to; called by the thread
  ///   that uses and closes the table
  /// @param firstMillis time from which the stored lines of a process are read, too; called by bus
  ///   workers
  public Detectors(
      EventBus bus, LogStore logs, Supplier<PortTable> ports, IntToLongFunction firstMillis) {
    this(bus, logs, firstMillis, new UrlResolver(ports, bus::offer));
  }

  private Detectors(
      EventBus bus,
      LogStore logs,
      @Nullable IntToLongFunction firstMillis,
      @Nullable UrlResolver urls) {
    this.urls = urls;
    Executor later =
        CompletableFuture.delayedExecutor(
            DetectorSubscriber.QUIET_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    FailedExitDetector failedExits = new FailedExitDetector(logs);
    Supplier<List<Detector>> urlDetectors =
        () -> List.of(urls == null ? new UrlDetector() : new UrlDetector(urls));
    Supplier<List<Detector>> errorDetectors =
        () ->
            List.of(
                new TestDetector(),
                new ErrorDetector(),
                new BuildDetector(),
                new WatchDetector(),
                failedExits);
    subscriptions =
        List.of(
            subscribe(bus, logs, firstMillis, later, "URLDetector", urlDetectors, bus::offer),
            subscribe(
                bus,
                logs,
                firstMillis,
                later,
                "ErrorDetector",
                errorDetectors,
                event -> {
                  failedExits.onFinding(event);
                  bus.offer(event);
                }),
            PageErrorRecorder.subscribe(bus, logs));
  }

  private Subscription subscribe(
      EventBus bus,
      LogStore logs,
      @Nullable IntToLongFunction firstMillis,
      Executor later,
      String name,
      Supplier<List<Detector>> detectors,
      Consumer<Event> publisher) {
    DetectorSubscriber feed =
        new DetectorSubscriber(bus, logs, firstMillis, keywordCache, detectors, later, publisher);
    feeds.add(feed);
    Subscription subscription = bus.subscribe(name, KINDS, OverflowPolicy.CONFLATE, CAPACITY, feed);
    feed.attach(subscription);
    return subscription;
  }

  /// Waits until the lines that were stored before the subscription are read. Any thread but a bus
  /// worker.
  ///
  /// @param timeoutMillis after which it returns in any case
  public void awaitPresent(long timeoutMillis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    for (DetectorSubscriber feed : feeds) {
      feed.awaitPresent(deadline);
    }
  }

  /// Unsubscribes the detectors. Unread lines are discarded.
  @Override
  public void close() {
    subscriptions.forEach(Subscription::close);
    if (urls != null) {
      urls.close();
    }
  }
}
