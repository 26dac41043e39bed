package dev.brummer.proxy.history;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/// Numbers requests from 1, for any thread. What leaves the process also carries a mark of this
/// run, so that a page from an earlier run is not taken for one of this.
public final class RequestIds {
  private static final int HEX_DIGITS = 16;

  /// Where a traceparent has the request's number and the parent's: `00-run request-parent-01`.
  private static final int REQUEST_AT = 3 + HEX_DIGITS;

  private static final int PARENT_AT = REQUEST_AT + HEX_DIGITS + 1;

  private final AtomicLong last = new AtomicLong();
  private final long runId;
  private final String sessionPrefix;
  private final byte[] traceparentTemplate;

  /// @param run a random number
  public RequestIds(long run) {
    this.runId = run;
    this.traceparentTemplate =
        ("00-" + hex(run) + hex(0) + "-" + hex(0) + "-01").getBytes(ISO_8859_1);
    this.sessionPrefix = hex(run).substring(0, 6) + "-";
  }

  public long next() {
    return last.incrementAndGet();
  }

  /// The browser session that begins with the document of this request.
  public String session(long request) {
    return sessionPrefix + Long.toString(request, 36);
  }

  /// Tells the page's script which request an answer belongs to (`Server-Timing`, W3C).
  public String serverTiming(long request) {
    return "brummer;desc=\"" + session(request) + "\"";
  }

  /// The request that [#session] or [#serverTiming] named, 0 if it was not of this run.
  public long parseRequest(String named) {
    if (!named.startsWith(sessionPrefix) || named.length() > 20) {
      return 0;
    }
    try {
      return Long.parseLong(named, sessionPrefix.length(), named.length(), 36);
    } catch (NumberFormatException forged) {
      return 0;
    }
  }

  /// A W3C trace context whose trace id is this run and this request.
  public String traceparent(long request) {
    byte[] text = traceparentTemplate.clone();
    hex(request, text, REQUEST_AT);
    hex(runId ^ request, text, PARENT_AT);
    return new String(text, ISO_8859_1);
  }

  /// The trace id of a request.
  static String traceId(long run, long request) {
    return hex(run) + hex(request);
  }

  /// What the ids of this run were made with.
  public long runId() {
    return runId;
  }

  private static String hex(long value) {
    return HexFormat.of().toHexDigits(value);
  }

  private static void hex(long value, byte[] into, int at) {
    for (int i = 0; i < HEX_DIGITS; i++) {
      into[at + i] =
          (byte) Character.forDigit((int) (value >>> 4 * (HEX_DIGITS - 1 - i)) & 0xf, 16);
    }
  }
}
