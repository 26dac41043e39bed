package dev.brummer.proxy.http.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The scanner against regular expressions that say the same of a whole head, on random heads in
/// random parts.
class HeadScannerTest {
  private static final Charset LATIN = StandardCharsets.ISO_8859_1;
  private static final long SEED = 20_261_129;
  private static final int HEADS = 30_000;

  private static final Pattern CONTROLS =
      Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]|\\r(?!\\n)");
  private static final Pattern BARE_LF = Pattern.compile("(?<!\\r)\\n");
  private static final Pattern END = Pattern.compile("[^\\r\\n][^\\n]*\\n\\r?\\n|[^\\n]\\n\\r?\\n");
  private static final Pattern REQUEST_LINE =
      Pattern.compile("[^ \\t\\r\\n]+ [^ \\t\\r\\n]+ HTTP/[0-9]\\.[0-9]");
  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/[0-9]\\.[0-9] [0-9]{3}( [^\\r\\n]*)?");
  private static final Pattern TWO_LENGTHS =
      Pattern.compile(
          "\\ncontent-length:.*\\ncontent-length:", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern HEADER =
      Pattern.compile("[!#$%&'*+\\-.^_`|~0-9A-Za-z]+[ \\t]*:.*|[^:]*", Pattern.DOTALL);

  private static final String[] STARTS = {
    "GET / HTTP/1.1", "POST /a?b=c HTTP/1.0", "GET  / HTTP/1.1", "GET / x HTTP/1.1",
        " GET / HTTP/1.1",
    "GET /a\tb HTTP/1.1", "GET / HTTP/1.x", "GET / HTTP1.1.", "G", "GET /\u00e4\u00ff HTTP/1.1",
    "HTTP/1.1 200 OK", "HTTP/1.0 404 Not Found", "HTTP/1.1 2xx OK", "HTTP/1.1 200", "HTTP/1.1 2000",
    "HTTP/1,1 200 OK", "HTTP/1.1  200"
  };
  private static final String[] NAMES = {
    "Host",
    "A",
    "Content-Length",
    "content-lengtH",
    "Content-Length-X",
    "Accept-Encoding",
    "X_y1",
    "b[c",
    "name with",
    "trailing ",
    "",
    "\u00e4-bytes",
    "Sec-Fetch-Destination"
  };
  private static final String[] COLONS = {": ", ":", ":\t", " : ", ""};
  private static final String[] VALUES = {
    "",
    "1",
    "localhost:3000",
    "gzip, deflate, br, zstd",
    "a\tb",
    "\u0080\u00ff\u00a0",
    "x".repeat(70),
    "a:b"
  };
  private static final String[] ENDS = {
    "\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r\n ", "\r\n\t"
  };

  @Test
  void decidesLikeThePatternsHoweverTheHeadIsSplit() {
    Random random = new Random(SEED);
    int rejected = 0;
    for (int i = 0; i < HEADS; i++) {
      boolean request = random.nextBoolean();
      String head = head(request, random);
      boolean expected = request ? isRequest(head) : isResponse(head);
      String reason = scan(request, head, random);
      assertEquals(expected, reason == null, () -> "seed " + SEED + ": " + head + " → " + reason);
      rejected += expected ? 0 : 1;
    }
    assertTrue(rejected > HEADS / 10 && rejected < HEADS * 9 / 10, rejected + " of " + HEADS);
  }

  @Test
  void findsEveryControlCharacterAtEveryPosition() {
    for (int c = 0; c < 0x100; c++) {
      for (int at = 0; at <= 2 * Long.BYTES; at++) {
        String value = "v".repeat(at) + (char) c + "v".repeat(2 * Long.BYTES - at);
        String head = "GET / HTTP/1.1\r\nName:" + value + "\r\n\r\n";
        boolean control = (c < ' ' && c != '\t') || c == 0x7f;
        String reason = scan(true, head, new Random(c));
        assertEquals(control, reason != null, head);
        if (control && c != '\n') {
          assertEquals(
              "the header Name contains the control character 0x%02X".formatted(c), reason);
        }
      }
    }
  }

  @Test
  void readsALineThatIsLongerThanItsWindow() {
    String head = "GET /" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: x\r\n" + "b".repeat(3_000);
    assertNull(scan(true, head + ": c\r\n\r\n", new Random(1)));
    assertNotNull(scan(true, head + "\u0001: c\r\n\r\n", new Random(1)));
  }

  private static String head(boolean request, Random random) {
    StringBuilder head = new StringBuilder(random.nextInt(8) == 0 ? "\r\n" : "");
    String valid = request ? "GET /index.html HTTP/1.1" : "HTTP/1.1 200 OK";
    head.append(random.nextInt(3) > 0 ? valid : any(random, STARTS)).append(end(random));
    for (int lines = random.nextInt(6); lines > 0; lines--) {
      head.append(any(random, NAMES))
          .append(any(random, COLONS))
          .append(any(random, VALUES))
          .append(end(random));
    }
    if (random.nextInt(8) == 0) {
      head.insert(random.nextInt(head.length()), (char) random.nextInt(0x100));
    }
    return head.append("\r\n\r\n").toString();
  }

  private static String end(Random random) {
    return random.nextInt(4) > 0 ? "\r\n" : any(random, ENDS);
  }

  private static String any(Random random, String[] of) {
    return of[random.nextInt(of.length)];
  }

  /// Passes the head in parts, without taking any, as the decoder does within a line.
  private static @Nullable String scan(boolean request, String head, Random random) {
    HeadScanner scanner = request ? HeadScanner.ofRequests() : HeadScanner.ofResponses();
    ByteBuf in = Unpooled.directBuffer(head.length());
    try {
      byte[] bytes = head.getBytes(LATIN);
      String reason = null;
      int whole = random.nextInt(2) * bytes.length;
      for (int at = 0; at < bytes.length && reason == null; ) {
        int part = Math.min(bytes.length - at, 1 + whole + random.nextInt(40));
        in.writeBytes(bytes, at, part);
        at += part;
        reason = scanner.scan(in);
      }
      return reason;
    } finally {
      in.release();
    }
  }

  private static boolean isRequest(String head) {
    String read = untilEnd(head);
    String[] lines = lines(read);
    return isClean(read)
        && !BARE_LF.matcher(read).find()
        && REQUEST_LINE.matcher(lines[0]).matches()
        && foldedLine(lines) < 0
        && !TWO_LENGTHS.matcher(read).find();
  }

  private static boolean isResponse(String head) {
    String read = untilEnd(head);
    String[] lines = lines(read);
    boolean valid =
        isClean(read) && STATUS_LINE.matcher(lines[0]).matches() && foldedLine(lines) != 1;
    for (int i = 1; i < lines.length; i++) {
      valid &= isFolded(lines[i]) || HEADER.matcher(lines[i]).matches();
    }
    return valid;
  }

  private static boolean isClean(String head) {
    return !CONTROLS.matcher(head).find();
  }

  /// The index of the first folded line, or -1.
  private static int foldedLine(String[] lines) {
    for (int i = 1; i < lines.length; i++) {
      if (isFolded(lines[i])) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isFolded(String line) {
    return line.startsWith(" ") || line.startsWith("\t");
  }

  /// The lines without the blank ones before the start line.
  private static String[] lines(String head) {
    return head.replaceFirst("^(\\r?\\n)+", "").split("\\r?\\n");
  }

  /// The head with the blank line that ends it, without what follows.
  private static String untilEnd(String text) {
    Matcher end = END.matcher(text);
    return end.find() ? text.substring(0, end.end()) : text;
  }
}
