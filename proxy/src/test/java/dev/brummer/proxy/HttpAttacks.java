package dev.brummer.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Generates malformed and ambiguous messages: the public catalogues of desynchronisation attacks
/// (obfuscated transfer codings, repeated and listed lengths, nominated hop-by-hop headers, line
/// ends, folding, chunk framing), combined and mutated at random.
final class HttpAttacks {
  private static final String[] LENGTHS = {
    "Content-Length: %d",
    "Content-Length: 0",
    "Content-Length: 5",
    "Content-Length: 0\r\nContent-Length: %d",
    "Content-Length: %d\r\nContent-Length: %d",
    "Content-Length: %d\r\ncontent-length: 0",
    "Content-Length: 0, %d",
    "Content-Length: %d, %d",
    "Content-Length: +%d",
    "Content-Length: -1",
    "Content-Length: 0x10",
    "Content-Length: %d ",
    "Content-Length: 00%d",
    "Content-Length:\t%d",
    "Content-Length : %d",
    "Content-Length\t: %d",
    " Content-Length: %d",
    "Content-Length:\r\n %d",
    "X: y\r\n\tContent-Length: %d",
    "Content_Length: %d",
    "Content-Length: %d\u0000",
    "Content-Length: \u000b%d",
    "Content-Length\u0000: %d",
    "Content-Length: %d;a",
    "Content-Length: 1e2",
    "Content-Length: 99999999999999999999",
    "Content-Length:",
    "X: y\rContent-Length: %d",
    "X: y\nContent-Length: %d",
    "Content-Length: %d\nX: y",
    "\u00a0Content-Length: %d",
    "Content-Length: %d\r\nContent-Length:",
    "Content Length: %d",
    ""
  };

  private static final String[] CODINGS = {
    "Transfer-Encoding: chunked",
    "transfer-encoding: CHUNKED",
    "Transfer-Encoding: xchunked",
    "Transfer-Encoding: chunked, identity",
    "Transfer-Encoding: identity, chunked",
    "Transfer-Encoding: gzip, chunked",
    "Transfer-Encoding: chunked, chunked",
    "Transfer-Encoding: chunked\r\nTransfer-Encoding: cow",
    "Transfer-Encoding: cow\r\nTransfer-Encoding: chunked",
    "Transfer-Encoding : chunked",
    "Transfer-Encoding\t:\tchunked",
    " Transfer-Encoding: chunked",
    "Transfer-Encoding:\tchunked",
    "Transfer-Encoding:\u000bchunked",
    "Transfer-Encoding:\u000cchunked",
    "Transfer-Encoding: chunked\u0000",
    "Transfer-Encoding: \u0000chunked",
    "Transfer-Encoding:\r\n chunked",
    "Transfer-Encoding:\n chunked",
    "Transfer-Encoding\r\n: chunked",
    "X: y\rTransfer-Encoding: chunked",
    "X: y\nTransfer-Encoding: chunked",
    "X: y\r\r\nTransfer-Encoding: chunked",
    "Transfer_Encoding: chunked",
    "Transfer Encoding: chunked",
    "Transfer-Encoding: \"chunked\"",
    "Transfer-Encoding: 'chunked'",
    "Transfer-Encoding: chunked;q=1",
    "Transfer-Encoding: chunked,",
    "Transfer-Encoding: ,chunked",
    "Transfer-Encoding: chunk",
    "Transfer-Encoding:chunked",
    "Transfer-Encoding: chunked\u00a0",
    "Transfer-Encoding: chunked\t",
    "Transfer-Encoding: ch\u00f9nked",
    "\u0000Transfer-Encoding: chunked",
    "Transfer\u0000-Encoding: chunked",
    "Transfer-Encoding: identity",
    "Transfer-Encoding:",
    "Foo: bar\r\nTransfer-Encoding: chunked\rX: y",
    "Content-Encoding: chunked",
    "TE: chunked",
    ""
  };

  private static final String[] OPTIONS = {
    "Connection: Content-Length",
    "Connection: close, content-length",
    "Connection: Transfer-Encoding",
    "Connection: keep-alive\r\nConnection: CONTENT-LENGTH",
    "Connection: Host",
    "Connection: Content-Length, Transfer-Encoding, Host",
    "Connection: ,,Content-Length,",
    "Connection: \tContent-Length",
    "Connection: Content-Length;x",
    "Connection: X-Forwarded-Host",
    "Connection: Cookie, Authorization",
    "Connection: Expect",
    "Connection: Trailer",
    "Connection: close",
    "Connection: keep-alive",
    "Connection: Upgrade\r\nUpgrade: websocket",
    "Connection: Upgrade\r\nUpgrade: h2c",
    "Proxy-Connection: keep-alive",
    "Keep-Alive: timeout=1\r\nConnection: Keep-Alive",
    "Upgrade: websocket",
    "",
    "",
    "",
    ""
  };

  private static final String[] EXTRAS = {
    "Host: other",
    "Host : localhost",
    "Host: localhost, other",
    "Origin: http://a\r\nOrigin: http://b",
    "Expect: 100-continue",
    "Expect: nonsense",
    "Trailer: Content-Length",
    "Sec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2",
    "X: a\u0000b",
    "X: a\u007fb",
    "X: a\u0001b",
    "X: a\rb",
    "no colon",
    ": empty",
    "X\u0080: y",
    "X: \u00fc\u00ff",
    "Range: bytes=0-1",
    "",
    "",
    "",
    ""
  };

  private static final String[] LINES = {
    "POST %s HTTP/1.1",
    "POST %s HTTP/1.1",
    "POST %s HTTP/1.1",
    "GET %s HTTP/1.1",
    "GET %s HTTP/1.1",
    "POST %s HTTP/1.0",
    "GET http://localhost%s HTTP/1.1",
    "POST http://localhost%s HTTP/1.1",
    "GET http://evil@localhost%s HTTP/1.1",
    "GET http://localhost@evil%s HTTP/1.1",
    "GET %s HTTP/1.2",
    "GET %s http/1.1",
    "GET %s HTTP/01.1",
    "GET %s HTTP/1.1 ",
    "GET %s\tHTTP/1.1",
    "GET\u000b%s HTTP/1.1",
    " GET %s HTTP/1.1",
    "GET %s",
    "GET %s HTTP/2.0",
    "GET * HTTP/1.1",
    "OPTIONS * HTTP/1.1",
    "CONNECT localhost:1 HTTP/1.1",
    "PRI * HTTP/2.0",
    "GET %s HTTP/1.1\r\n\u0000",
    "G\u0000T %s HTTP/1.1",
    "HEAD %s HTTP/1.1"
  };

  private static final String[] STATUS_LINES = {
    "HTTP/1.1 200 OK",
    "HTTP/1.1 200 OK",
    "HTTP/1.1 200 OK",
    "HTTP/1.0 200 OK",
    "HTTP/1.1 204 No Content",
    "HTTP/1.1 304 Not Modified",
    "HTTP/1.1 205 Reset Content",
    "HTTP/1.1 100 Continue",
    "HTTP/1.1 103 Early Hints\r\nContent-Length: 5\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK",
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade",
    "HTTP/1.1 200",
    "HTTP/1.1 +200 OK",
    "HTTP/1.1  200 OK",
    "HTTP/1.1\t200 OK",
    "HTTP/1.1 20 OK",
    "HTTP/1.1 2000 OK",
    "HTTP/1.1 099 OK",
    "HTTP/2 200 OK",
    "http/1.1 200 OK",
    "HTTP/1.1 200 O\rK",
    "HTTP/1.1 200 O\u0000K",
    "HTTP/1.1 200 \u00fc",
    "\r\nHTTP/1.1 200 OK",
    "\u0000HTTP/1.1 200 OK",
    " HTTP/1.1 200 OK",
    "HTTP/1.1 200 OK\r\n Content-Length: 3",
    "HTTP/1.1 200 OK\nX: y",
    "ICY 200 OK",
    "nonsense"
  };

  private static final String[] ANSWER_EXTRAS = {
    "X: a\u0000b",
    "X: a\rb",
    "X: a\rSet-Cookie: evil=1",
    "X: a\u0001b",
    "X: a\u007fb",
    "X\u0000: a",
    "X : a",
    "no colon",
    "a b: c",
    ": empty",
    "X: 1\r\n folded",
    "Set-Cookie: a=b\u0000",
    "Location: http://localhost/\r\r\nX: y",
    "Trailer: X",
    "Content-Type: text/html",
    "Content-Type: text/html\r\nContent-Encoding: gzip",
    "",
    "",
    "",
    ""
  };

  private final Random random;

  HttpAttacks(Random random) {
    this.random = random;
  }

  /// A request that may hide `GET /smuggled`, followed by nothing.
  ///
  /// @param id ends up in the target
  String request(int id) {
    String smuggled = "GET /smuggled" + id + " HTTP/1.1\r\nHost: localhost\r\nX: ";
    String body = body(smuggled);
    List<String> fields = new ArrayList<>();
    fields.add("Host: localhost");
    fields.add(length(body));
    fields.add(mostly("", CODINGS));
    fields.add(mostly("", OPTIONS));
    fields.add(mostly("", EXTRAS));
    String head = head(mostly("POST %s HTTP/1.1", LINES).replace("%s", "/c" + id), fields);
    return random.nextInt(4) == 0 ? mutated(head + body) : head + body;
  }

  /// A response that may be followed by what another reader takes for the next one.
  String answer() {
    String smuggled = "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nsmuggled";
    String body = body(smuggled);
    List<String> fields = new ArrayList<>();
    fields.add(length(body));
    fields.add(mostly("", CODINGS));
    fields.add(mostly("", OPTIONS));
    fields.add(mostly("", ANSWER_EXTRAS));
    String head = head(mostly("HTTP/1.1 200 OK", STATUS_LINES), fields);
    return random.nextInt(4) == 0 ? mutated(head + body) : head + body;
  }

  private String head(String line, List<String> fields) {
    StringBuilder head = new StringBuilder(line).append(end());
    while (!fields.isEmpty()) {
      String field = fields.remove(random.nextInt(fields.size()));
      if (!field.isEmpty()) {
        head.append(field).append(end());
      }
    }
    return head.append(end()).toString();
  }

  private String end() {
    return switch (random.nextInt(100)) {
      case 0 -> "\n";
      case 1 -> "\r";
      case 2 -> "\r\r\n";
      case 3 -> " \r\n";
      default -> "\r\n";
    };
  }

  private String length(String body) {
    return mostly("Content-Length: %d", LENGTHS).replace("%d", Integer.toString(body.length()));
  }

  private String body(String smuggled) {
    String hex = Integer.toHexString(smuggled.length());
    return switch (random.nextInt(14)) {
      case 0 -> "";
      case 1 -> "hello";
      case 2 -> "0\r\n\r\n" + smuggled;
      case 3 -> hex + "\r\n" + smuggled + "\r\n0\r\n\r\n";
      case 4 -> hex + ";a=\"b\n\"\r\n" + smuggled + "\r\n0\r\n\r\n";
      case 5 -> "0" + hex + ";ext\r\n" + smuggled + "\r\n00\r\nX: y\r\n\r\n";
      case 6 -> "0\r\nContent-Length: 5\r\nHost: evil\r\nCookie: a=b\r\n\r\n" + smuggled;
      case 7 -> "+" + hex + "\r\n" + smuggled + "\r\n0\r\n\r\n";
      case 8 -> "0x" + hex + "\r\n" + smuggled + "\r\n0\r\n\r\n";
      case 9 -> hex + " \r\n" + smuggled + "\r\n0\r\n\r\n";
      case 10 -> hex + "\n" + smuggled + "\n0\n\n";
      case 11 -> "fffffffff\r\n" + smuggled;
      case 12 -> hex + "\r\n" + smuggled + "XX0\r\n\r\n";
      default -> smuggled;
    };
  }

  private String mutated(String message) {
    StringBuilder text = new StringBuilder(message);
    String special = "\r\n\t :,;\u0000\u000b\u007f\u00ff\"()%#/0";
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(text.length());
      char c = special.charAt(random.nextInt(special.length()));
      switch (random.nextInt(3)) {
        case 0 -> text.insert(at, c);
        case 1 -> text.setCharAt(at, c);
        default -> text.deleteCharAt(at);
      }
      if (text.isEmpty()) {
        text.append('x');
      }
    }
    return text.toString();
  }

  /// Few messages have more than two defects; more would hide each other.
  private String mostly(String harmless, String[] from) {
    return random.nextInt(5) < 3 ? harmless : pick(from);
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }
}
