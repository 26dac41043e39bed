package dev.brummer.app.mcp.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.mcp.protocol.ConformanceServer;
import dev.brummer.app.mcp.protocol.ServerObserver;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class McpHttpServerTest {
  private static final String META =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

  private final List<Throwable> failures = new ArrayList<>();
  private final McpHttpServer server =
      new McpHttpServer(ConformanceServer.create(ServerObserver.NONE), "secret", failures::add);
  private final HttpClient client = HttpClient.newHttpClient();
  private int port;

  @BeforeEach
  void start() throws IOException {
    port = server.start(0);
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
    assertEquals(List.of(), failures);
  }

  @Test
  void takenPort_theNextOneIsUsed() throws IOException {
    try (McpHttpServer second =
        new McpHttpServer(ConformanceServer.create(ServerObserver.NONE), "secret", failures::add)) {
      assertNotEquals(port, second.start(port));
    }
  }

  @Test
  void call_withoutSession_isRefused_withSession_isServed() throws Exception {
    String ping = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}";
    assertEquals(400, post(ping).statusCode());
    HttpResponse<String> opened =
        post(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}");
    String session = opened.headers().firstValue("Mcp-Session-Id").orElseThrow();
    assertEquals(200, post(ping, "Mcp-Session-Id", session).statusCode());
    assertEquals(404, post(ping, "Mcp-Session-Id", session + "0").statusCode());
  }

  @Test
  void requestRightAfterAResponse_isServedOnTheSameConnection() throws Exception {
    byte[] call =
        ("POST /mcp HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer secret\r\n"
                + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
            .getBytes(StandardCharsets.US_ASCII);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      for (int i = 0; i < 5_000; i++) {
        socket.getOutputStream().write(call);
        String body = body(reader);
        assertTrue(body.startsWith("{"), body);
      }
    }
  }

  /// Reads a response with a length.
  private static String body(BufferedReader reader) throws IOException {
    int length = 0;
    String line = reader.readLine();
    while (line != null && !line.isEmpty()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
      line = reader.readLine();
    }
    char[] body = new char[length];
    int read = 0;
    while (read < length) {
      int count = reader.read(body, read, length - read);
      if (count < 0) {
        throw new EOFException();
      }
      read += count;
    }
    return new String(body);
  }

  @Test
  void statelessHeaders_mustAgreeWithTheBody() throws Exception {
    String call =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"test_simple_text\","
            + META
            + "}}";
    assertEquals(200, stateless(call, "tools/call", "test_simple_text").statusCode());
    HttpResponse<String> otherName = stateless(call, "tools/call", "test_image_content");
    assertEquals(400, otherName.statusCode());
    assertTrue(otherName.body().contains("-32020"), otherName.body());
    assertEquals(400, stateless(call, "tools/list", "test_simple_text").statusCode());
  }

  @Test
  void endlessChunkedBody_isRefusedAtTheLimit() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write(
              ("POST /mcp HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer secret\r\n"
                      + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] megabyte = new byte[1 << 20];
      for (int i = 0; i < 5; i++) {
        socket.getOutputStream().write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(megabyte);
        socket.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      assertEquals("HTTP/1.1 413", start(socket.getInputStream()));
    }
    assertEquals(1, server.refusedRequests());
  }

  @Test
  void bodyWithoutToken_isRefusedBeforeItIsSent() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write(
              ("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                      + "Content-Length: 1000\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      assertEquals("HTTP/1.1 401", start(socket.getInputStream()));
    }
  }

  @Test
  void fiftyClientsAtOnce_areServed() {
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String call =
          "{\"jsonrpc\":\"2.0\",\"id\":"
              + i
              + ",\"method\":\"tools/list\",\"params\":{"
              + META
              + "}}";
      all.add(
          client.sendAsync(
              request(call, "MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "tools/list"),
              HttpResponse.BodyHandlers.ofString()));
    }
    all.forEach(response -> assertEquals(200, response.join().statusCode()));
  }

  private static String start(InputStream input) throws IOException {
    return new String(input.readNBytes(12), StandardCharsets.US_ASCII);
  }

  private HttpResponse<String> stateless(String body, String method, String name) throws Exception {
    return post(body, "MCP-Protocol-Version", "2026-07-28", "Mcp-Method", method, "Mcp-Name", name);
  }

  private HttpResponse<String> post(String body, String... headers) throws Exception {
    return client.send(request(body, headers), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest request(String body, String... headers) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/mcp"))
            .header("Authorization", "Bearer secret")
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      builder.headers(headers);
    }
    return builder.build();
  }
}
