package dev.brummer.proxy.http;

import java.util.concurrent.atomic.AtomicLong;

/// Numbers requests from 1, for any thread. What leaves the process also carries a mark of this
/// run, so that a page from an earlier run is not taken for one of this.
public final class Ids {
  private final AtomicLong last = new AtomicLong();
  private final long run;

  /// @param run a random number
  public Ids(long run) {
    this.run = run;
  }

  long next() {
    return last.incrementAndGet();
  }

  /// The browser session that begins with the document of this request.
  String session(long request) {
    return hex(run).substring(0, 6) + "-" + Long.toString(request, 36);
  }

  /// A W3C trace context whose trace id is this run and this request.
  String traceparent(long request) {
    return "00-" + hex(run) + hex(request) + "-" + hex(run ^ request) + "-01";
  }

  private static String hex(long value) {
    String digits = Long.toHexString(value);
    return "0".repeat(16 - digits.length()) + digits;
  }
}
