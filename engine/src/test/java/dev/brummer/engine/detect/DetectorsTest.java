package dev.brummer.engine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.detect.line.Detector;
import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.detect.url.UrlDetector;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.assemble.LineAssembler;
import dev.brummer.engine.log.assemble.LineBatch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Detectors on a real bus and a real log store.
final class DetectorsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final EventBus bus = new EventBus(2);
  private final LogStore logs = LogStore.open(LogSettings.of(null));
  private final BlockingQueue<Event> findings = new LinkedBlockingQueue<>();
  private Detectors detectors;

  @BeforeEach
  void subscribe() {
    detectors = new Detectors(bus, logs);
    EnumSet<Event.Kind> kinds =
        EnumSet.of(
            Event.Kind.URL_DETECTED,
            Event.Kind.URL_EXPIRED,
            Event.Kind.ERROR_DETECTED,
            Event.Kind.INTERNAL_FAILURE);
    bus.subscribe("test", kinds, OverflowPolicy.BLOCK, 4096, findings::add);
  }

  @AfterEach
  void close() {
    detectors.close();
    bus.close();
    logs.close();
  }

  @Test
  void names_areThoseOfTheVocabulary() {
    List<String> names = bus.stats().stream().map(stats -> stats.name()).toList();
    assertTrue(names.containsAll(List.of("URLDetector", "ErrorDetector")), names.toString());
  }

  @Test
  void url_printedByAChild_isFoundAndForgottenWithIt() throws InterruptedException {
    print(1, "Local: http://localhost:5173/\n");
    Event.UrlDetected url = assertInstanceOf(Event.UrlDetected.class, next());
    assertEquals("http://localhost:5173", url.url());
    assertEquals(0, url.line());
    exit(1);
    assertInstanceOf(Event.UrlExpired.class, next());
  }

  @Test
  void hyperlink_isFound_howeverItsSequenceEnds() throws InterruptedException {
    print(1, "\u001b]8;;http://localhost:5173/a\u0007Open\u001b]8;;\u0007\n");
    assertEquals("http://localhost:5173/a", ((Event.UrlDetected) next()).url());
    print(1, "\u001b]8;;http://localhost:5173/b\u001b\\Open\u001b]8;;\u001b\\\n");
    assertEquals("http://localhost:5173/b", ((Event.UrlDetected) next()).url());
  }

  @Test
  void failedProcess_withoutARecognizedError_isAnErrorWithItsLastLines()
      throws InterruptedException {
    bus.publish(new Event.ProcessStarted(1, "web", 1, 1, 0));
    print(1, "loading\ncannot find the flux capacitor\n\n");
    fail(1, "exit 3");
    Event.ErrorDetected error = assertInstanceOf(Event.ErrorDetected.class, next());
    assertEquals("exit 3", error.type());
    assertEquals("cannot find the flux capacitor", error.message());
    assertEquals(0, error.line());
    assertEquals(Event.ErrorDetected.Severity.FATAL, error.severity());
  }

  @Test
  void failureReportedByARunner_isExplainedByTheLinesAboveIt() throws InterruptedException {
    bus.publish(new Event.ProcessStarted(1, "web", 1, 1, 0));
    print(1, "no such table: carts\nnpm error code 3\nnpm error path /app\n");
    fail(1, "exit 3");
    assertEquals("npm", ((Event.ErrorDetected) next()).type());
    assertEquals("no such table: carts", ((Event.ErrorDetected) next()).message());
  }

  @Test
  void failureExplainedByItsError_isNotRepeated() throws InterruptedException {
    bus.publish(new Event.ProcessStarted(1, "web", 1, 1, 0));
    print(1, "TypeError: boom\n    at f (/app/a.js:1:2)\n");
    fail(1, "exit 1");
    assertEquals("TypeError", ((Event.ErrorDetected) next()).type());
    assertTrue(bus.awaitIdle(TIMEOUT));
    assertEquals(0, findings.size());
  }

  @Test
  void failureWithoutOutput_andAFailedStart_areErrorsToo() throws InterruptedException {
    bus.publish(new Event.ProcessStarted(1, "web", 1, 1, 0));
    fail(1, "SIGKILL");
    assertEquals("SIGKILL", ((Event.ErrorDetected) next()).type());
    bus.publish(new Event.ProcessChanged(2, "api", "starting", "not found", "no such file", 0));
    assertEquals("not found", ((Event.ErrorDetected) next()).type());
  }

  @Test
  void linesOfBefore_areReadSinceTheLastStart_once() throws InterruptedException {
    detectors.close();
    print(1, "TypeError: of an earlier start\n    at f (/app/a.js:1:2)\n");
    print(2, "RangeError: of this start\n    at g (/app/b.js:1:2)\n");
    IntToLongFunction starts = process -> process == 1 ? Long.MAX_VALUE : 0;
    detectors =
        new Detectors(
            bus,
            logs,
            () -> {
              throw new AssertionError("no URL was printed");
            },
            starts);
    detectors.awaitPresent(TIMEOUT.toMillis());
    assertEquals("RangeError", ((Event.ErrorDetected) next()).type());
    print(1, "SyntaxError: printed now\n    at f (/app/a.js:1:2)\n");
    assertEquals("SyntaxError", ((Event.ErrorDetected) next()).type());
    assertTrue(bus.awaitIdle(TIMEOUT));
    assertEquals(0, findings.size());
  }

  private void fail(int process, String failure) {
    bus.publish(new Event.ProcessExited(process, "web", 1, 3, 0, failure, 0));
  }

  @Test
  void errorAtTheEnd_ofALivingProcess_isToldAfterAMoment() throws InterruptedException {
    print(1, "Error: boom\n    at f (/app/a.js:1:2)\n");
    Event.ErrorDetected error = assertInstanceOf(Event.ErrorDetected.class, next());
    assertEquals(2, error.lines());
  }

  @Test
  void exit_overtakingItsLines_losesNoneAndReadsNoneTwice() throws InterruptedException {
    for (int run = 1; run <= 20; run++) {
      bus.publish(new Event.ProcessStarted(1, "web", 1, run, 0));
      for (int i = 0; i < 50; i++) {
        print(1, "line\n".repeat(20));
        print(2, "other\n");
      }
      print(1, "http://localhost:" + (3000 + run) + "/\n");
      exit(1);
      assertInstanceOf(Event.UrlDetected.class, next());
      assertInstanceOf(Event.UrlExpired.class, next());
    }
    assertTrue(bus.awaitIdle(TIMEOUT));
    assertEquals(0, findings.size());
  }

  @Test
  void ownLines_areNotRead() throws InterruptedException {
    long first = logs.appendNote(1, "brummer says http://localhost:1/");
    bus.publish(new Event.LogLine(1, first, 1, 0));
    print(1, "http://localhost:2/\n");
    assertEquals("http://localhost:2", ((Event.UrlDetected) next()).url());
  }

  @Test
  void throwingDetector_isSwitchedOffAndReported_othersGoOn() throws InterruptedException {
    Detector broken =
        new Detector() {
          @Override
          public String name() {
            return "broken one";
          }

          @Override
          public long keywords() {
            return Keyword.HTTP.bit();
          }

          @Override
          public void onLine(ScannedLine line, Consumer<Event> found) {
            throw new IllegalStateException("cannot");
          }
        };
    DetectorSubscriber subscriber =
        new DetectorSubscriber(
            bus,
            logs,
            null,
            new KeywordCache(),
            () -> List.of(broken, new UrlDetector()),
            Runnable::run,
            bus::offer);
    detectors.close();
    bus.subscribe("feed", EnumSet.of(Event.Kind.LOG_LINE), OverflowPolicy.BLOCK, 16, subscriber);
    print(1, "http://localhost:1/\n");
    print(1, "http://localhost:2/\n");
    Event.InternalFailure internalFailure = assertInstanceOf(Event.InternalFailure.class, next());
    assertEquals("broken one", internalFailure.component());
    assertInstanceOf(Event.UrlDetected.class, next());
    assertInstanceOf(Event.UrlDetected.class, next());
    assertTrue(bus.awaitIdle(TIMEOUT));
    assertEquals(0, findings.size());
  }

  private void print(int process, String text) {
    LineBatch batch = new LineBatch();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    new LineAssembler().feed(bytes, 0, bytes.length, batch);
    int count = batch.count();
    long first = logs.append(process, LogSource.PTY, batch);
    bus.publish(new Event.LogLine(process, first, count, 0));
  }

  private void exit(int process) {
    bus.publish(new Event.ProcessExited(process, "web", 1, 0, 0, 0));
  }

  private Event next() throws InterruptedException {
    Event event = findings.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("nothing was found");
    }
    return event;
  }
}
