package dev.brummer.proxy.http;

import java.util.concurrent.atomic.AtomicLong;

/// Numbers requests from 1, for any thread. What leaves the process also carries a mark of this
/// run, so that a page from an earlier run is not taken for one of this.
public final class Ids {
  private final AtomicLong last = new AtomicLong();
  private final long run;
  private final String mark;

  /// @param run a random number
  public Ids(long run) {
    this.run = run;
    this.mark = hex(run).substring(0, 6) + "-";
  }

  public long next() {
    return last.incrementAndGet();
  }

  /// The browser session that begins with the document of this request.
  String session(long request) {
    return mark + Long.toString(request, 36);
  }

  /// Tells the page's script which request an answer belongs to (`Server-Timing`, W3C).
  String serverTiming(long request) {
    return "brummer;desc=\"" + session(request) + "\"";
  }

  /// The request that [#session] or [#serverTiming] named, 0 if it was not of this run.
  public long request(String named) {
    if (!named.startsWith(mark) || named.length() > 20) {
      return 0;
    }
    try {
      return Long.parseLong(named, mark.length(), named.length(), 36);
    } catch (NumberFormatException forged) {
      return 0;
    }
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
