package dev.brummer.proxy.http.message;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Checks the bytes of message heads before they are decoded. Rejects what two parsers could read
/// differently, so that the decoder's own leniency never matters.
///
/// | | request | response |
/// |---|---|---|
/// | control character, bare CR | rejected | rejected |
/// | bare LF, line without a colon | rejected | accepted, as by browsers |
/// | folded line | rejected | accepted, except as the first header line |
/// | blank before the colon | rejected by the decoder | accepted |
/// | two Content-Length lines | rejected | the decoder compares them |
///
/// Incremental: each byte is looked at once, however the head is split; bytes without a control
/// character are skipped eight at a time. Confined to an event loop. Sources: RFC 9112, 2.2, 3, 5.
public final class HeadScanner {
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  /// Added to bytes below 0x80, sets the high bit of each that is above the blank.
  private static final long ABOVE_BLANK = (0x80 - (' ' + 1)) * ONES;

  private static final byte[] LENGTH_NAME = "content-length:".getBytes(StandardCharsets.US_ASCII);

  /// Blanks, or the bits that make letters lower case.
  private static final long BLANKS = ' ' * ONES;

  /// The first eight bytes of [#LENGTH_NAME].
  private static final long LENGTH_NAME_START = 0x2d746e65746e6f63L;

  /// `HTTP/0.0` without the digits.
  private static final long VERSION = 0x002e002f50545448L;

  private static final long VERSION_DIGITS = 0xff00ff0000000000L;
  private static final long HYPHENS = '-' * ONES;
  private static final int VERSION_LENGTH = "HTTP/1.1".length();
  private static final int MAX_SHOWN_NAME = 64;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int WINDOW_BYTES = 1024;

  private final boolean request;

  /// Copy of the input from the start of the current line.
  private byte[] window = {};

  /// Position of the window; relative to the reader index.
  private int windowStart;

  /// Bytes of the unread input that are checked.
  private int scanned;

  /// Start of the current line; like `scanned`, relative to the reader index.
  private int lineStart;

  /// Completed lines, without the blank ones before the start line.
  private int lines;

  private int lengthLines;
  private boolean ended;

  private HeadScanner(boolean request) {
    this.request = request;
  }

  public static HeadScanner ofRequests() {
    return new HeadScanner(true);
  }

  public static HeadScanner ofResponses() {
    return new HeadScanner(false);
  }

  /// Starts the next head.
  public void reset() {
    scanned = 0;
    lineStart = 0;
    lines = 0;
    lengthLines = 0;
    ended = false;
  }

  /// Whether the start line is incomplete.
  public boolean awaitsStartLine() {
    return lines == 0;
  }

  /// Reports that the decoder has read bytes.
  public void consumed(int bytes) {
    scanned = Math.max(0, scanned - bytes);
    lineStart = Math.max(0, lineStart - bytes);
  }

  /// Checks the unread bytes up to the end of the head.
  ///
  /// @return why the head is rejected, or null
  public @Nullable String scan(ByteBuf in) {
    String rejection = null;
    int unread = in.readableBytes();
    boolean more = true;
    while (!ended && more && scanned < unread && rejection == null) {
      windowStart = lineStart;
      int length = Math.min(unread - windowStart, scanned - windowStart + WINDOW_BYTES);
      if (window.length < length) {
        window = new byte[Math.max(length, WINDOW_BYTES)];
      }
      in.getBytes(in.readerIndex() + windowStart, window, 0, length);
      int before = scanned;
      rejection = scanWindow(length);
      more = scanned > before;
    }
    return rejection;
  }

  /// Reading a direct buffer byte by byte is several times slower than copying it.
  private @Nullable String scanWindow(int length) {
    byte[] in = window;
    int at = scanned - windowStart;
    String rejection = null;
    while (!ended && rejection == null && (at = skipPlain(in, at, length)) < length) {
      int c = in[at];
      if (c == '\r') {
        if (at + 1 == length) {
          break;
        }
        if (in[at + 1] == '\n') {
          at++;
          c = '\n';
        }
      }
      rejection = c == '\n' ? endLine(in, at) : control(c, in, length);
      at++;
    }
    scanned = windowStart + at;
    return rejection;
  }

  /// The position of the first control character, or the end.
  private static int skipPlain(byte[] in, int from, int to) {
    int at = from;
    while (at <= to - Long.BYTES) {
      long found = controls((long) LONGS.get(in, at));
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
      at += Long.BYTES;
    }
    while (at < to && !isControl(in[at])) {
      at++;
    }
    return at;
  }

  private @Nullable String control(int c, byte[] in, int length) {
    return c != '\t' || (request && lines == 0) ? controlCharacter(in, length, c) : null;
  }

  /// Sets the high bit of each byte that is a control character: below the blank, or DEL. The byte
  /// after DEL is zero, so one comparison finds both. Exact: no sum carries into the next byte.
  private static long controls(long bytes) {
    long next = ((bytes & ~HIGH_BITS) + ONES) & ~HIGH_BITS;
    return ~((next + ABOVE_BLANK) | bytes) & HIGH_BITS;
  }

  private static boolean isControl(int c) {
    return (c >= 0 && c < ' ') || c == 0x7f;
  }

  /// @param lineFeed position of the LF that ends the line
  private @Nullable String endLine(byte[] in, int lineFeed) {
    int from = lineStart - windowStart;
    boolean carriageReturn = lineFeed > from && in[lineFeed - 1] == '\r';
    if (request && !carriageReturn) {
      return "a line ends without CR";
    }
    int to = carriageReturn ? lineFeed - 1 : lineFeed;
    lineStart = windowStart + lineFeed + 1;
    if (from == to) {
      ended = lines > 0;
      return null;
    }
    int first = in[from];
    String rejection =
        lines == 0
            ? startLine(in, from, to)
            : first == ' ' || first == '\t' ? foldedLine() : headerLine(in, from, to);
    lines++;
    return rejection;
  }

  private @Nullable String startLine(byte[] in, int from, int to) {
    return request ? requestLine(in, from, to) : statusLine(in, from, to);
  }

  /// `method SP target SP HTTP/d.d`; the decoder checks the words.
  private static @Nullable String requestLine(byte[] in, int from, int to) {
    int version = to - VERSION_LENGTH;
    boolean valid =
        version > from + 3
            && isVersion(in, version)
            && in[version - 1] == ' '
            && blanks(in, from, to) == 2
            && in[from] != ' '
            && in[version - 2] != ' ';
    return valid ? null : "the request line is not \"method target HTTP/1.1\"";
  }

  /// `HTTP/d.d SP ddd`, then the end or a blank and the reason.
  private static @Nullable String statusLine(byte[] in, int from, int to) {
    int code = from + VERSION_LENGTH + 1;
    boolean valid = to >= code + 3 && isVersion(in, from) && in[code - 1] == ' ';
    for (int at = code; valid && at < code + 3; at++) {
      valid = isDigit(in[at]);
    }
    valid &= to <= code + 3 || in[code + 3] == ' ';
    return valid ? null : "it does not start with \"HTTP/1.1\" and a status";
  }

  private static boolean isVersion(byte[] in, int at) {
    long word = (long) LONGS.get(in, at);
    return (word & ~VERSION_DIGITS) == VERSION && isDigit(in[at + 5]) && isDigit(in[at + 7]);
  }

  private static int blanks(byte[] in, int from, int to) {
    int blanks = 0;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      blanks += Long.bitCount(~nonZero((long) LONGS.get(in, at) ^ BLANKS) & HIGH_BITS);
    }
    for (; at < to; at++) {
      blanks += in[at] == ' ' ? 1 : 0;
    }
    return blanks;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private @Nullable String foldedLine() {
    if (request) {
      return "folded header lines are not accepted";
    }
    return lines == 1 ? "a blank precedes the first header" : null;
  }

  private @Nullable String headerLine(byte[] in, int from, int to) {
    if (request) {
      lengthLines += isLengthLine(in, from, to) ? 1 : 0;
      return lengthLines > 1 ? "it has two Content-Length headers" : null;
    }
    int at = skipName(in, from, to);
    int nameEnd = at;
    while (at < to && (in[at] == ' ' || in[at] == '\t')) {
      at++;
    }
    boolean colon = at < to && in[at] == ':';
    boolean junk = !colon && !contains(in, at, to, ':');
    return (colon && nameEnd > from) || junk ? null : "a header name is malformed";
  }

  /// The position of the first byte that is not a token character. Letters and hyphens, of which
  /// most names consist, are skipped eight at a time.
  private static int skipName(byte[] in, int from, int to) {
    int at = from;
    while (at <= to - Long.BYTES) {
      long others = notNames((long) LONGS.get(in, at));
      if (others != 0) {
        at += Long.numberOfTrailingZeros(others) >>> 3;
        break;
      }
      at += Long.BYTES;
    }
    while (at < to && HttpAscii.isTokenChar((char) (in[at] & 0xff))) {
      at++;
    }
    return at;
  }

  /// Sets the high bit of each byte that is neither a letter nor a hyphen.
  private static long notNames(long bytes) {
    long lower = (bytes | BLANKS) & ~HIGH_BITS;
    long fromA = lower + (0x80 - 'a') * ONES;
    long toZ = lower + (0x7f - 'z') * ONES;
    return ((~fromA | toZ) & nonZero(bytes ^ HYPHENS) | bytes) & HIGH_BITS;
  }

  /// Sets the high bit of each byte that is not zero; the other bits are undefined.
  private static long nonZero(long bytes) {
    return ((bytes & ~HIGH_BITS) + ~HIGH_BITS) | bytes;
  }

  private static boolean contains(byte[] in, int from, int to, int wanted) {
    for (int at = from; at < to; at++) {
      if (in[at] == wanted) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLengthLine(byte[] in, int from, int to) {
    if (to - from < LENGTH_NAME.length
        || ((long) LONGS.get(in, from) | BLANKS) != LENGTH_NAME_START) {
      return false;
    }
    for (int i = 0; i < LENGTH_NAME.length; i++) {
      int c = in[from + i];
      if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != LENGTH_NAME[i]) {
        return false;
      }
    }
    return true;
  }

  private String controlCharacter(byte[] in, int end, int c) {
    String name = lines == 0 ? "" : nameOf(in, lineStart - windowStart, end);
    String place =
        lines == 0
            ? (request ? "the request line" : "the status line")
            : name.isEmpty() ? "a header" : "the header " + name;
    return "%s contains the control character 0x%02X".formatted(place, c & 0xff);
  }

  /// The name of a header for a message; empty if it is not a short token.
  private static String nameOf(byte[] in, int from, int end) {
    StringBuilder name = new StringBuilder();
    for (int at = from; at < end && name.length() <= MAX_SHOWN_NAME; at++) {
      char c = (char) (in[at] & 0xff);
      if (c == ':') {
        return name.toString();
      }
      if (!HttpAscii.isTokenChar(c)) {
        return "";
      }
      name.append(c);
    }
    return "";
  }
}
