package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.tls.UnverifiedTls;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sends the GET request of a probe and reads the status of its response. Blocks; called by virtual
/// threads.
///
/// The client of the JDK is not used, because it refuses headers that probes need, such as `Host`,
/// and has no timeout for a whole request. TLS certificates are not verified: those of dev servers
/// are self-signed, and a health check sends nothing that is worth protecting.
final class HttpStatusRequest {
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})\\b.*");
  private static final int MAX_STATUS_LINE = 512;

  private HttpStatusRequest() {}

  /// @return the status, 0 if the response is not HTTP/1
  static int send(ReadinessProbe.Http probe, Duration timeout) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    URI url = probe.url();
    String host = url.getHost() == null ? "localhost" : url.getHost();
    boolean tls = "https".equalsIgnoreCase(url.getScheme());
    int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
    try (Socket plain = ProbeConnection.open(host, port, timeout);
        Socket socket =
            tls
                ? UnverifiedTls.context().getSocketFactory().createSocket(plain, host, port, true)
                : plain) {
      plain.setSoTimeout(ProbeConnection.millisUntil(deadline));
      socket.getOutputStream().write(head(probe).getBytes(StandardCharsets.UTF_8));
      Matcher line = STATUS_LINE.matcher(readLine(socket.getInputStream(), plain, deadline));
      return line.matches() ? Integer.parseInt(line.group(1)) : 0;
    }
  }

  private static String head(ReadinessProbe.Http probe) {
    URI url = probe.url();
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Host", url.getRawAuthority() == null ? "localhost" : url.getRawAuthority());
    headers.put("User-Agent", "brummer (readiness)");
    headers.put("Accept", "*/*");
    headers.put("Connection", "close");
    headers.putAll(probe.headers());
    StringBuilder head = new StringBuilder("GET " + path + query + " HTTP/1.1\r\n");
    headers.forEach((name, value) ->
        head.append(oneLine(name)).append(": ").append(oneLine(value)).append("\r\n"));
    return head.append("\r\n").toString();
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\r\n]+", " ");
  }

  /// Reads the first line, without its end.
  private static String readLine(InputStream in, Socket socket, long deadline) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = in.read();
    while (next >= 0 && next != '\n' && line.length() < MAX_STATUS_LINE) {
      line.append((char) next);
      socket.setSoTimeout(ProbeConnection.millisUntil(deadline));
      next = in.read();
    }
    if (line.isEmpty() && next < 0) {
      throw new IOException("connection closed");
    }
    return line.toString().strip();
  }
}
