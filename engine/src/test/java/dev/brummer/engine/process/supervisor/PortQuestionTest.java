package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.process.PortProtocol;
import dev.brummer.engine.process.os.ListeningSockets;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class PortQuestionTest {
  private static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path folder;

  /// Requests that the server has read.
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();

  /// Handles one connection.
  private interface Handler {
    void handle(Socket socket) throws IOException;
  }

  private PortProtocol ask(ServerSocket server, Handler handler) throws IOException {
    Thread.ofVirtual()
        .start(() -> {
          while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
              handler.handle(socket);
            } catch (IOException closed) {
              continue;
            }
          }
        });
    try (server) {
      int port = server.getLocalPort();
      return new PortQuestion(port, ServerAddress.of(ListeningSockets.addresses(port)))
          .ask()
          .protocol();
    }
  }

  @Test
  void serverOnAnotherLoopbackAddress_isAskedThere() throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.2"));
    assertEquals(PortProtocol.HTTP, ask(server, responding("HTTP/1.1 200 OK\r\n\r\n")));
    assertTrue(requests.stream().anyMatch(request -> request.contains("Host: 127.0.0.2:")));
  }

  private PortProtocol ask(Handler handler) throws IOException {
    return ask(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), handler);
  }

  private String readRequest(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] bytes = new byte[4096];
    int length = 0;
    while (length < 4
        || !new String(bytes, 0, length, StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int count = in.read(bytes, length, bytes.length - length);
      if (count < 0) {
        throw new SocketException("no request");
      }
      length += count;
    }
    String request = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    requests.add(request);
    return request;
  }

  private Handler responding(String response) {
    return socket -> {
      readRequest(socket);
      socket.getOutputStream().write(response.getBytes(StandardCharsets.ISO_8859_1));
    };
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 200 OK, HTTP",
    "HTTP/1.0 404 Not Found, HTTP",
    "HTTP/1.1 405 Method Not Allowed, HTTP",
    "HTTP/1.1 400 Bad Request, HTTP",
    "HTTP/1.1 426 Upgrade Required, OTHER",
    "-ERR unknown command 'HEAD', OTHER",
    "HTTP/1.0 400 Bad Request~~WebSockets request was expected, OTHER",
    "HTTP/1.0 200 OK~~It looks like you are trying to access MongoDB over HTTP on the native driver port., OTHER"
  })
  void response_tellsTheProtocol(String response, PortProtocol protocol) throws IOException {
    assertEquals(protocol, ask(responding(response.replace("~", "\r\n") + "\r\n\r\n")));
  }

  @Test
  void httpServer_isAskedExactlyOnce_forItsHead() throws IOException {
    assertEquals(PortProtocol.HTTP, ask(responding("HTTP/1.1 200 OK\r\n\r\n")));
    assertEquals(1, requests.size());
    assertEquals("HEAD / HTTP/1.1", requests.element().lines().findFirst().orElseThrow());
  }

  @Test
  void serverThatSpeaksFirst_isNotAsked() throws IOException {
    PortProtocol protocol =
        ask(socket -> {
          socket
              .getOutputStream()
              .write("INFO {\"server_id\":1}\r\n".getBytes(StandardCharsets.UTF_8));
          requests.add(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        });
    assertEquals(PortProtocol.OTHER, protocol);
    assertEquals("", String.join("", requests));
  }

  @Test
  void greetingOfHttp2_isHttp2() throws IOException {
    assertEquals(
        PortProtocol.HTTP2_CLEARTEXT, ask(socket -> socket.getOutputStream().write(SETTINGS)));
  }

  @Test
  void serverThatHangsUpOnHttp1_isAskedForHttp2() throws IOException {
    PortProtocol protocol =
        ask(socket -> {
          byte[] start = socket.getInputStream().readNBytes(4);
          if (new String(start, StandardCharsets.US_ASCII).equals("PRI ")) {
            socket.getOutputStream().write(SETTINGS);
            socket.shutdownOutput();
            // Unread bytes would reset the connection, and with it the answer.
            socket.getInputStream().readAllBytes();
          }
        });
    assertEquals(PortProtocol.HTTP2_CLEARTEXT, protocol);
  }

  @Test
  void serverThatHangsUpOnEverything_isOther() throws IOException {
    assertEquals(PortProtocol.OTHER, ask(socket -> socket.getInputStream().read()));
  }

  @Test
  void tlsServer_isHttps_whetherItHangsUpOrComplains() throws Exception {
    assertEquals(PortProtocol.HTTPS, ask(tlsServer(), responding("HTTP/1.1 200 OK\r\n\r\n")));
  }

  @Test
  void tlsServerOfAnotherProtocol_isOther() throws Exception {
    assertEquals(PortProtocol.OTHER, ask(tlsServer(), responding("+OK POP3\r\n\r\n")));
  }

  @Test
  void freePort_isUnknown() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertEquals(
        PortProtocol.UNKNOWN, new PortQuestion(port, ServerAddress.of(List.of())).ask().protocol());
  }

  private ServerSocket tlsServer() throws Exception {
    Path store = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "dev",
                "-dname",
                "CN=localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertEquals(0, keytool.waitFor(), Files.readString(folder.resolve("keytool.log")));
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context
        .getServerSocketFactory()
        .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
  }
}
