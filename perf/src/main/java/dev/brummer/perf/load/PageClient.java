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
  private static final int LIMIT_MILLIS = 10_000;

  /// What the proxy puts into a page.
  private static final String SCRIPT = "/__brummer/";

  private final URI page;
  private final LatencyRecorder latencies;
  private final AtomicInteger open = new AtomicInteger();
  private final LongAdder good = new LongAdder();
  private final LongAdder plain = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private volatile String trouble = "";

  /// @param latencies gets the time of each page that came
  PageClient(URI page, LatencyRecorder latencies) {
    this.page = page;
    this.latencies = latencies;
  }

  /// Fetches it; returns at once.
  void fetch(long dueNanos) {
    open.incrementAndGet();
    Thread.ofVirtual().name("load-page").start(() -> get(dueNanos));
  }

  private void get(long dueNanos) {
    try {
      HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
      connection.setConnectTimeout(LIMIT_MILLIS);
      connection.setReadTimeout(LIMIT_MILLIS);
      connection.setRequestProperty("Accept", "text/html");
      try (InputStream body = connection.getInputStream()) {
        String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        latencies.record(System.nanoTime() - dueNanos);
        (text.contains(SCRIPT) ? good : plain).increment();
      }
    } catch (IOException broken) {
      failed.increment();
      trouble = broken.toString();
    } finally {
      open.decrementAndGet();
    }
  }

  /// How many are under way.
  int open() {
    return open.get();
  }

  /// How many came with the script in them.
  long good() {
    return good.sum();
  }

  /// How many came without it.
  long plain() {
    return plain.sum();
  }

  /// How many did not come.
  long failed() {
    return failed.sum();
  }

  /// Why the last of these did not; empty if there is none.
  String trouble() {
    return trouble;
  }
}
