package dev.brummer.perf.load;

import dev.brummer.engine.file.IoErrorMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// Fetches a page on a new virtual thread per request over keep-alive connections. Thread-safe.
final class PageClient {
  private static final int TIMEOUT_MILLIS = 10_000;

  /// Marker of the script that the proxy injects.
  private static final String SCRIPT = "/__brummer/";

  private final URI page;
  private final LatencyRecorder latencies;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final LongAdder injected = new LongAdder();
  private final LongAdder notInjected = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private volatile String lastError = "";

  /// @param latencies receives the latency of each successful request
  PageClient(URI page, LatencyRecorder latencies) {
    this.page = page;
    this.latencies = latencies;
  }

  /// Starts a request and returns immediately.
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
        latencies.record(System.nanoTime() - dueNanos);
        (text.contains(SCRIPT) ? injected : notInjected).increment();
      }
    } catch (IOException failure) {
      failed.increment();
      lastError = IoErrorMessage.of(failure);
    } finally {
      inFlight.decrementAndGet();
    }
  }

  /// Returns the number of requests in flight.
  int inFlight() {
    return inFlight.get();
  }

  /// Returns the number of responses with the script.
  long injected() {
    return injected.sum();
  }

  /// Returns the number of responses without the script.
  long notInjected() {
    return notInjected.sum();
  }

  /// Returns the number of failed requests.
  long failed() {
    return failed.sum();
  }

  /// Returns the reason of the latest failure, or an empty string.
  String lastError() {
    return lastError;
  }
}
