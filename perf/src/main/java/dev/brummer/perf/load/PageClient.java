package dev.brummer.perf.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// Fetches one page whenever asked, each time on a virtual thread of its own, over connections that
/// are kept. Any thread.
final class PageClient {
  private static final int TIMEOUT_MILLIS = 10_000;

  /// What the proxy puts into a page.
  private static final String SCRIPT = "/__brummer/";

  private final URI page;
  private final LatencyRecorder latencyRecorder;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final LongAdder injected = new LongAdder();
  private final LongAdder notInjected = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private volatile String lastError = "";

  /// @param latencyRecorder gets the time of each page that came
  PageClient(URI page, LatencyRecorder latencyRecorder) {
    this.page = page;
    this.latencyRecorder = latencyRecorder;
  }

  /// Fetches it; returns at once.
  void fetch(long dueNanos) {
    inFlight.incrementAndGet();
    Thread.ofVirtual().name("load-page").start(() -> get(dueNanos));
  }

  private void get(long dueNanos) {
    try {
      HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setRequestProperty("Accept", "text/html");
      try (InputStream body = connection.getInputStream()) {
        String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        latencyRecorder.record(System.nanoTime() - dueNanos);
        (text.contains(SCRIPT) ? injected : notInjected).increment();
      }
    } catch (IOException broken) {
      failed.increment();
      lastError = broken.toString();
    } finally {
      inFlight.decrementAndGet();
    }
  }

  /// How many are under way.
  int inFlight() {
    return inFlight.get();
  }

  /// How many came with the script in them.
  long injected() {
    return injected.sum();
  }

  /// How many came without it.
  long notInjected() {
    return notInjected.sum();
  }

  /// How many did not come.
  long failed() {
    return failed.sum();
  }

  /// Why the last of these did not; empty if there is none.
  String lastError() {
    return lastError;
  }
}
