package dev.brummer.proxy.http;

import dev.brummer.proxy.route.Origin;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/// Reads the head of a message, RFC 9112. Strict with requests: where two readers could see two
/// different messages (a bare LF, a folded line, a space before the colon, two lengths) the request
/// is refused. Lenient with answers, as browsers are: bare LF, folded lines and stray lines pass.
final class HeadReader {
  /// Heads longer than this are refused with 431.
  static final int MAX_HEAD = 64 * 1024;

  static final int MAX_FIELDS = 256;

  private final boolean strict;
  private final byte[] bytes;
  private final Fields fields;
  private int at;
  private int lineStart;
  private int lineEnd;

  private HeadReader(byte[] bytes, boolean strict) {
    this.bytes = bytes;
    this.strict = strict;
    this.fields = new Fields(bytes);
  }

  /// The length of the head at the buffer's reader index with the blank line that ends it, or -1 if
  /// its end has not come yet. Looks no more than [#MAX_HEAD] far.
  static int lengthOf(ByteBuf in, int from) {
    int start = in.readerIndex();
    int limit = Math.min(in.writerIndex(), start + MAX_HEAD);
    int feed = in.indexOf(Math.max(start, start + from - 3), limit, (byte) '\n');
    while (feed >= 0 && feed + 1 < limit) {
      int next = in.getByte(feed + 1);
      if (next == '\n') {
        return feed + 2 - start;
      }
      if (next == '\r' && feed + 2 < limit && in.getByte(feed + 2) == '\n') {
        return feed + 3 - start;
      }
      feed = in.indexOf(feed + 1, limit, (byte) '\n');
    }
    return -1;
  }

  static RequestHead request(byte[] head) throws Malformed {
    HeadReader reader = new HeadReader(head, true);
    reader.nextLine();
    int methodEnd = reader.indexOfSpace(reader.lineStart);
    int targetEnd = reader.indexOfSpace(methodEnd + 1);
    if (methodEnd < 0 || targetEnd < 0 || !Ascii.isToken(head, reader.lineStart, methodEnd)) {
      throw Malformed.request("The request line is malformed.");
    }
    int minor = reader.version(targetEnd + 1, reader.lineEnd);
    if (!Ascii.isTarget(head, methodEnd + 1, targetEnd)) {
      throw Malformed.request("The request target is malformed.");
    }
    String method = reader.text(reader.lineStart, methodEnd);
    String target = reader.text(methodEnd + 1, targetEnd);
    reader.readFields();
    return checked(method, target, minor, reader.fields);
  }

  private static RequestHead checked(String method, String target, int minor, Fields fields)
      throws Malformed {
    int hosts = fields.occurrences(Known.HOST);
    if (hosts > 1 || (hosts == 0 && minor == 1)) {
      throw Malformed.request("A request needs exactly one Host.");
    }
    if (target.startsWith("/") || target.equals("*")) {
      return new RequestHead(method, target, minor, fields.text(Known.HOST), fields);
    }
    Origin origin = Origin.of(target);
    if (method.equals("CONNECT") || origin == null) {
      throw new Malformed(
          method.equals("CONNECT") ? 405 : 400, "Only a path or a URL can be asked for.");
    }
    return new RequestHead(method, Origin.pathOf(target), minor, origin.authority(), fields);
  }

  static ResponseHead response(byte[] head) throws Malformed {
    HeadReader reader = new HeadReader(head, false);
    reader.nextLine();
    int versionEnd = reader.indexOfSpace(reader.lineStart);
    int statusEnd = versionEnd + 4;
    if (versionEnd < 0 || statusEnd > reader.lineEnd) {
      throw new Malformed(502, "It does not speak HTTP/1.1.");
    }
    int minor = reader.version(reader.lineStart, versionEnd);
    int status = reader.status(versionEnd + 1);
    String reason = reader.text(Math.min(statusEnd + 1, reader.lineEnd), reader.lineEnd);
    reader.readFields();
    return new ResponseHead(status, reason, minor, reader.fields);
  }

  private int status(int from) throws Malformed {
    int status = 0;
    for (int i = from; i < from + 3; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new Malformed(502, "Its status line is malformed.");
      }
      status = status * 10 + digit;
    }
    if (status < 100) {
      throw new Malformed(502, "Its status line is malformed.");
    }
    return status;
  }

  private int version(int from, int to) throws Malformed {
    if (Ascii.equalsLower(bytes, from, to, "http/1.1")) {
      return 1;
    }
    if (Ascii.equalsLower(bytes, from, to, "http/1.0")) {
      return 0;
    }
    throw new Malformed(505, "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
  }

  private void readFields() throws Malformed {
    while (nextLine()) {
      if (lineEnd == lineStart) {
        return;
      }
      if (bytes[lineStart] == ' ' || bytes[lineStart] == '\t') {
        foldedLine();
      } else {
        field();
      }
    }
  }

  private void field() throws Malformed {
    int colon = lineStart;
    while (colon < lineEnd && bytes[colon] != ':') {
      colon++;
    }
    boolean valid =
        colon < lineEnd
            && Ascii.isToken(bytes, lineStart, colon)
            && Ascii.isFieldValue(bytes, colon, lineEnd);
    if (strict && !valid) {
      throw Malformed.request("A header line is malformed.");
    }
    if (fields.count() == MAX_FIELDS) {
      throw new Malformed(431, "There are more than " + MAX_FIELDS + " header lines.");
    }
    if (valid) {
      addTrimmed(colon);
    }
  }

  private void addTrimmed(int colon) {
    int start = colon + 1;
    int end = lineEnd;
    while (start < end && isBlank(bytes[start])) {
      start++;
    }
    while (end > start && isBlank(bytes[end - 1])) {
      end--;
    }
    fields.add(lineStart, colon, start, end);
  }

  private void foldedLine() throws Malformed {
    if (strict) {
      throw Malformed.request("Folded header lines are not accepted.");
    }
    if (fields.count() > 0) {
      for (int i = lineStart - 1; i >= 0 && (bytes[i] == '\n' || bytes[i] == '\r'); i--) {
        bytes[i] = ' ';
      }
      fields.extendLast(lineEnd);
    }
  }

  private boolean nextLine() throws Malformed {
    lineStart = at;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    if (at >= bytes.length) {
      return false;
    }
    boolean pair = at > lineStart && bytes[at - 1] == '\r';
    if (strict && !pair) {
      throw Malformed.request("A line ends with a bare LF.");
    }
    lineEnd = pair ? at - 1 : at;
    at++;
    return true;
  }

  private int indexOfSpace(int from) {
    for (int i = Math.max(from, lineStart); i < lineEnd; i++) {
      if (bytes[i] == ' ') {
        return i;
      }
    }
    return -1;
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static boolean isBlank(int octet) {
    return octet == ' ' || octet == '\t';
  }
}
