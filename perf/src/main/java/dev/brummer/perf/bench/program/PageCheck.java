package dev.brummer.perf.bench.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// Requests a page until a proxy serves it as it should: a measurement of an error page or of a
/// page without the injected script would be worthless.
final class PageCheck {
  private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long POLL_INTERVAL_MILLIS = 50;
  private static final int READ_TIMEOUT_MILLIS = 2_000;

  /// Length of the text by which the end of a page is known.
  private static final int END_LENGTH = 10;

  private PageCheck() {}

  /// Waits for the page.
  ///
  /// @param injected whether an HTML page must contain an injected script
  /// @throws IllegalStateException if the timeout expires
  static void await(int port, ServedPage page, boolean injected) throws InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT_NANOS;
    String last = "";
    while (System.nanoTime() < deadline) {
      last = response(port, page);
      if (isComplete(last, page, injected)) {
        return;
      }
      Thread.sleep(POLL_INTERVAL_MILLIS);
    }
    throw new IllegalStateException(
        "%s is not served as expected; the response starts with: %s"
            .formatted(page.path(), last.lines().findFirst().orElse("nothing")));
  }

  /// Whether a response has status 200, the end of the page and the script.
  static boolean isComplete(String response, ServedPage page, boolean injected) {
    return response.startsWith("HTTP/1.1 200 ")
        && response.contains(end(page))
        && (page.isHtml() && injected) == response.contains("<script");
  }

  private static String end(ServedPage page) {
    String body = page.body();
    return body.substring(body.length() - END_LENGTH);
  }

  /// Returns the response up to the end of the page; nothing if there is none.
  private static String response(int port, ServedPage page) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(READ_TIMEOUT_MILLIS);
      socket.getOutputStream().write(request(port, page.path()));
      StringBuilder response = new StringBuilder();
      byte[] bytes = new byte[1 << 16];
      int count = socket.getInputStream().read(bytes);
      while (count > 0) {
        response.append(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
        boolean complete = response.indexOf(end(page)) >= 0;
        count = complete ? 0 : socket.getInputStream().read(bytes);
      }
      return response.toString();
    } catch (IOException notYet) {
      return "";
    }
  }

  private static byte[] request(int port, String path) {
    String head = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port;
    String text = head + "\r\nAccept: text/html,*/*\r\nConnection: close\r\n\r\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
