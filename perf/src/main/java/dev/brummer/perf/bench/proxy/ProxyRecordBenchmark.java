package dev.brummer.perf.bench.proxy;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.RequestDetail;
import dev.brummer.perf.baseline.LockedRequestLog;
import dev.brummer.perf.baseline.ThreadPerHandlerBus;
import dev.brummer.proxy.history.BodyPrefix;
import dev.brummer.proxy.history.PackedHeaders;
import dev.brummer.proxy.history.RequestHistory;
import dev.brummer.proxy.history.RequestRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Measures the bookkeeping cost of a proxied request (S13, S45, S47): the record with a browser's
/// request and response headers, the history, and the event to one subscriber. With one event loop
/// and with two concurrent ones.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProxyRecordBenchmark {
  private static final int MAILBOX = 1 << 14;

  @Param({"BRUMMER", "LOCKED"})
  public String design;

  /// Number of event loops; equals the number of calling threads and distinguishes the rows.
  @Param("1")
  public int loops;

  private final Map<String, String> requestHeaders = new LinkedHashMap<>();
  private final Map<String, String> responseHeaders = new LinkedHashMap<>();
  private final RequestHistory history = new RequestHistory(RequestHistory.DEFAULT_SIZE);
  private final AtomicLong ids = new AtomicLong();
  private final LongAdder delivered = new LongAdder();
  private final EventBus bus = new EventBus();
  private final LockedRequestLog log =
      new LockedRequestLog(new ThreadPerHandlerBus(List.of(event -> delivered.increment())));
  private final Event.RequestCompleted completed = event(1, RequestDetail.NONE);
  private final Map<String, Object> baselineRecord =
      LockedRequestLog.toMap(completed, Map.of(), Map.of());

  /// What an event loop of the proxy keeps.
  @State(Scope.Thread)
  public static class EventLoopState {
    private final byte[] scratch = new byte[2048];

    /// Most requests of a page have the same headers.
    private final @Nullable PackedHeaders[] copies = new PackedHeaders[32];

    /// Copies the headers as the proxy does.
    @SuppressWarnings("deprecation") // copies the low bytes only
    PackedHeaders pack(Map<String, String> headers) {
      int at = 0;
      for (Map.Entry<String, String> field : headers.entrySet()) {
        String name = field.getKey();
        String value = field.getValue();
        name.getBytes(0, name.length(), scratch, at);
        at += name.length();
        scratch[at++] = ':';
        value.getBytes(0, value.length(), scratch, at);
        at += value.length();
        scratch[at++] = '\n';
      }
      return PackedHeaders.of(scratch, at, copies);
    }
  }

  @Setup(Level.Trial)
  public void open() {
    bus.subscribeAll("bench", OverflowPolicy.CONFLATE, MAILBOX, event -> delivered.increment());
    for (String name :
        List.of(
            "Host",
            "Connection",
            "sec-ch-ua-platform",
            "User-Agent",
            "sec-ch-ua",
            "Accept",
            "sec-ch-ua-mobile",
            "Sec-Fetch-Site",
            "Sec-Fetch-Mode",
            "Sec-Fetch-Dest",
            "Referer",
            "Accept-Encoding",
            "Accept-Language",
            "Cookie")) {
      requestHeaders.put(name, "the value of " + name + ", of some length");
    }
    for (String name :
        List.of("Vary", "Content-Type", "Content-Length", "Cache-Control", "ETag", "Date")) {
      responseHeaders.put(name, "the value of " + name);
    }
  }

  @TearDown(Level.Trial)
  public void close() {
    bus.close();
  }

  /// Record, history and event.
  @Benchmark
  public void served(EventLoopState loop) {
    long id = ids.incrementAndGet();
    if (design.equals("LOCKED")) {
      log.onRequestCompleted(event(id, RequestDetail.NONE), requestHeaders, responseHeaders);
      return;
    }
    Event.RequestCompleted event = event(id, detail(id, loop));
    history.add(event);
    bus.offer(event);
  }

  /// The record alone.
  @Benchmark
  public Object record(EventLoopState loop) {
    long id = ids.incrementAndGet();
    return design.equals("LOCKED")
        ? LockedRequestLog.toMap(event(id, RequestDetail.NONE), requestHeaders, responseHeaders)
        : event(id, detail(id, loop));
  }

  /// The history alone, including the lock of the reference design.
  @Benchmark
  public void history() {
    if (design.equals("LOCKED")) {
      log.append(baselineRecord);
    } else {
      history.add(completed);
    }
  }

  /// The event alone.
  @Benchmark
  public void publish() {
    if (design.equals("LOCKED")) {
      log.publish(completed);
    } else {
      bus.offer(completed);
    }
  }

  private RequestRecord detail(long id, EventLoopState loop) {
    return new RequestRecord(
        id,
        new RequestRecord.ExchangeData(
            "GET",
            "/src/main.ts",
            "http://localhost:5173",
            "localhost:20888",
            20888,
            loop.pack(requestHeaders),
            "OK",
            loop.pack(responseHeaders),
            false,
            7,
            "",
            "",
            0,
            0,
            1_000),
        null,
        BodyPrefix.NONE);
  }

  /// A completed request for a script.
  public static Event.RequestCompleted event(long id, RequestDetail detail) {
    return new Event.RequestCompleted(
        id,
        1,
        "GET",
        "/src/main.ts",
        200,
        "text/javascript",
        0,
        5000,
        2_000_000,
        1_900_000,
        80_000,
        false,
        "0a1b2c-1",
        "",
        detail,
        1_700_000_000_000L);
  }
}
