package dev.brummer.proxy.history;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/// Generates request ids from 1. Thread-safe. Ids that leave the process carry a prefix of this
/// run, which tells pages of an earlier run apart.
public final class RequestIds {
  private static final int HEX_DIGITS = 16;

  /// Offset of the request id in a traceparent, followed by the parent id: `00-run
  /// request-parent-01`.
  private static final int REQUEST_AT = 3 + HEX_DIGITS;

  private static final int PARENT_AT = REQUEST_AT + HEX_DIGITS + 1;

  private final AtomicLong last = new AtomicLong();
  private final long runId;
  private final byte[] sessionPrefix;
  private final byte[] traceparentTemplate;

  /// @param run random number of this run
  public RequestIds(long run) {
    this.runId = run;
    this.traceparentTemplate =
        ("00-" + hex(run) + hex(0) + "-" + hex(0) + "-01").getBytes(ISO_8859_1);
    this.sessionPrefix = (hex(run).substring(0, 6) + "-").getBytes(ISO_8859_1);
  }

  public long next() {
    return last.incrementAndGet();
  }

  /// Id of the browser session that starts with the document of this request.
  public String session(long request) {
    byte[] text = new byte[sessionPrefix.length + digits36(request)];
    System.arraycopy(sessionPrefix, 0, text, 0, sessionPrefix.length);
    long rest = request;
    for (int at = text.length - 1; at >= sessionPrefix.length; at--) {
      text[at] = (byte) Character.forDigit((int) (rest % 36), 36);
      rest /= 36;
    }
    return new String(text, ISO_8859_1);
  }

  private static int digits36(long value) {
    int digits = 1;
    for (long rest = value / 36; rest > 0; rest /= 36) {
      digits++;
    }
    return digits;
  }

  /// `Server-Timing` value (W3C) that tells the page's script the request of a response.
  ///
  /// @param session of the request
  public static String serverTiming(String session) {
    return "brummer;desc=\"" + session + "\"";
  }

  /// Request id encoded in a [#session] or [#serverTiming] value; 0 if it is not from this run.
  public long parseRequest(String named) {
    String prefix = new String(sessionPrefix, ISO_8859_1);
    if (!named.startsWith(prefix) || named.length() > 20) {
      return 0;
    }
    try {
      return Long.parseLong(named, prefix.length(), named.length(), 36);
    } catch (NumberFormatException malformed) {
      return 0;
    }
  }

  /// W3C trace context whose trace id consists of this run and this request.
  public String traceparent(long request) {
    byte[] text = traceparentTemplate.clone();
    hex(request, text, REQUEST_AT);
    hex(runId ^ request, text, PARENT_AT);
    return new String(text, ISO_8859_1);
  }

  /// Trace id of a request.
  static String traceId(long run, long request) {
    return hex(run) + hex(request);
  }

  /// Random number of this run.
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
