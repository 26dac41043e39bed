package dev.brummer.engine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.log.assemble.LogLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Errors of browser pages on a real bus and in a real log store; the time is set by the test.
final class PageErrorRecorderTest {
  private static final int WEB = 1;

  private final EventBus bus = new EventBus(2);
  private final LogStore logs = LogStore.open(LogSettings.of(null));
  private final List<Event.ErrorDetected> errors = new CopyOnWriteArrayList<>();
  private final List<Event> others = new CopyOnWriteArrayList<>();
  private final AtomicLong now = new AtomicLong(1_000_000);
  private final AtomicReference<Runnable> timer = new AtomicReference<>(() -> {});
  private Subscription recorder;

  @BeforeEach
  void subscribe() {
    recorder =
        new PageErrorRecorder(bus, logs, () -> Instant.ofEpochMilli(now.get()), timer::set)
            .attach();
    bus.subscribe(
        "errors",
        EnumSet.of(Event.Kind.ERROR_DETECTED),
        OverflowPolicy.BLOCK,
        1 << 12,
        event -> errors.add((Event.ErrorDetected) event));
  }

  @AfterEach
  void close() {
    recorder.close();
    bus.close();
    logs.close();
  }

  private void occur(int times, String message) {
    for (int i = 0; i < times; i++) {
      Event.PageErrorReport error =
          new Event.PageErrorReport(
              "TypeError",
              message,
              "src/cart.js:9:3",
              List.of("[browser] TypeError: " + message, "    at total (src/cart.js:9:3)"));
      bus.publish(
          new Event.PageEvent(WEB, "s", "javascript_error", "/", "", "{}", 1, error, now.get()));
      if (i % 100 == 99) {
        awaitIdle();
      }
    }
    awaitIdle();
  }

  private void awaitIdle() {
    assertTrue(bus.awaitIdle(Duration.ofSeconds(20)));
  }

  private void elapse(long millis) {
    now.addAndGet(millis);
    timer.getAndSet(() -> {}).run();
    awaitIdle();
  }

  private List<String> lines() {
    return logs.from(LogQuery.ALL, 0, 10_000).lines().stream().map(StoredLine::string).toList();
  }

  private int occurrences() {
    return errors.stream().mapToInt(Event.ErrorDetected::count).sum();
  }

  @Test
  void error_isLinesOfItsProcess_andAnErrorAtThem() {
    logs.appendNote(WEB, "started");
    occur(1, "x is undefined");
    List<StoredLine> lines = logs.from(LogQuery.ofProcess(WEB), 1, 10).lines();
    assertEquals(
        List.of("[browser] TypeError: x is undefined", "    at total (src/cart.js:9:3)"),
        lines.stream().map(StoredLine::string).toList());
    assertTrue(
        lines.stream()
            .allMatch(
                line -> line.source() == LogSource.BROWSER && line.level() == LogLevel.ERROR));
    Event.ErrorDetected error = errors.getFirst();
    assertEquals(Event.ErrorDetected.Source.BROWSER, error.source());
    assertEquals(
        "1 1 2 TypeError x is undefined src/cart.js:9:3",
        String.join(
            " ",
            String.valueOf(error.process()),
            String.valueOf(error.line()),
            String.valueOf(error.lines()),
            error.type(),
            error.message(),
            error.location()));
  }

  @Test
  void eventWithoutError_isNotRecorded() {
    bus.publish(new Event.PageEvent(WEB, "s", "page_load", "/", "", "{}", 1, now.get()));
    awaitIdle();
    assertEquals(List.of(), lines());
    assertEquals(List.of(), errors);
  }

  @Test
  void repeat_afterAWhile_isOneLine_andWholeAgainLater() {
    occur(1, "boom");
    now.addAndGet(PageErrorRecorder.REPEAT_INTERVAL_MILLIS);
    occur(1, "boom");
    assertEquals(3, lines().size());
    assertEquals("[browser] TypeError: boom", lines().getLast());
    assertEquals(0, errors.getLast().line());
    now.addAndGet(PageErrorRecorder.WHOLE_INTERVAL_MILLIS);
    occur(1, "boom");
    assertEquals(5, lines().size());
    assertEquals(3, errors.getLast().line());
    assertEquals(3, occurrences());
  }

  @Test
  void loop_ofOneError_isOneLinePerInterval_withItsNumber() {
    occur(1_000, "boom");
    assertEquals(2, lines().size());
    assertEquals(1, occurrences());
    elapse(PageErrorRecorder.REPEAT_INTERVAL_MILLIS);
    assertEquals("[browser] TypeError: boom (999 times)", lines().getLast());
    assertEquals(1_000, occurrences());
    assertEquals(1, errors.stream().map(Event.ErrorDetected::fingerprint).distinct().count());
    elapse(PageErrorRecorder.REPEAT_INTERVAL_MILLIS);
    assertEquals(3, lines().size());
  }

  @Test
  void loop_ofDifferentErrors_isCutAndCounted() {
    String letters = "abcdefghij";
    for (int i = 0; i < 100; i++) {
      occur(1, "boom " + letters.charAt(i / 10) + letters.charAt(i % 10));
    }
    assertEquals(PageErrorRecorder.MAX_WHOLE, errors.size());
    elapse(PageErrorRecorder.REPEAT_INTERVAL_MILLIS);
    assertEquals(
        "[browser] "
            + (100 - PageErrorRecorder.MAX_WHOLE)
            + " more errors in one second are not listed",
        lines().getLast());
    occur(1, "boom later");
    assertEquals(PageErrorRecorder.MAX_WHOLE + 1, errors.size());
  }

  /// A page must not announce URLs, fail tests or explain the exit of a process.
  @Test
  void linesOfPages_areNotScanned() {
    bus.subscribe(
        "findings",
        EnumSet.of(Event.Kind.URL_DETECTED, Event.Kind.TEST_FAILED, Event.Kind.BUILD_EVENT),
        OverflowPolicy.BLOCK,
        64,
        others::add);
    try (Detectors detectors = new Detectors(bus, logs)) {
      recorder.close();
      occur(1, "http://localhost:5173/ TypeError: x\n[INFO] BUILD FAILURE");
      assertEquals(List.of(), others);
      assertEquals(1, errors.size());
    }
  }

  @Test
  void source_selectsLinesOfPages() {
    logs.appendNote(WEB, "started");
    occur(1, "boom");
    LogQuery browser =
        new LogQuery(null, LogLevel.NONE, null, List.of(LogQuery.Rule.only(LogSource.BROWSER)));
    assertEquals(2, logs.from(browser, 0, 10).lines().size());
    LogQuery others =
        new LogQuery(
            null,
            LogLevel.NONE,
            null,
            List.of(new LogQuery.Rule(false, null, LogSource.BROWSER, LogLevel.NONE, null)));
    assertEquals("started", logs.from(others, 0, 10).lines().getFirst().string());
    assertEquals(1, logs.from(others, 0, 10).lines().size());
  }
}
