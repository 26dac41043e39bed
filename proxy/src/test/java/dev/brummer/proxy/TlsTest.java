package dev.brummer.proxy;

import static dev.brummer.proxy.RawConnection.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Dev servers that speak https with a self-signed certificate.
class TlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir static Path folder;

  private final LinkedBlockingQueue<String> heads = new LinkedBlockingQueue<>();
  private TestProxy proxy;
  private RawServer server;
  private RawConnection client;

  /// An expired certificate for another name: it is accepted all the same.
  @BeforeAll
  static void createCertificate() throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=dev.example, O=test",
                "-startdate",
                "-10d",
                "-validity",
                "1",
                "-storepass",
                PASSWORD,
                "-keystore",
                folder.resolve("keys.p12").toString())
            .inheritIO()
            .start();
    assertEquals(0, keytool.waitFor());
  }

  @BeforeEach
  void start() {
    proxy = new TestProxy();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
    proxy.close();
  }

  private static ServerSocket tlsSocket() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context
        .getServerSocketFactory()
        .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
  }

  private void serve(RawServer.Script script) throws Exception {
    server = new RawServer(tlsSocket(), script);
    openRoute();
  }

  private void openRoute() throws Exception {
    client = RawConnection.to(proxy.open("https://localhost:" + server.port() + "/", 7));
  }

  private String serverOrigin() {
    return "https://localhost:" + server.port();
  }

  @Test
  void get_certificateAcceptedAndSaid() throws Exception {
    serve(rawConnection -> {
      String head;
      while (!(head = rawConnection.readHead()).isEmpty()) {
        heads.add(head);
        String location = "Location: https://" + header(head, "Host") + "/next\r\n";
        rawConnection.write(
            "HTTP/1.1 200 OK\r\n"
                + location
                + "Set-Cookie: a=1; Secure\r\nContent-Length: 2\r\n\r\nok");
      }
    });
    for (int i = 0; i < 3; i++) {
      client.get("/" + i, "Origin: http://localhost\r\n");
      String response = client.readHead();
      assertEquals("http://localhost/next", header(response, "Location"));
      assertEquals("a=1; Secure", header(response, "Set-Cookie"));
      assertEquals("ok", client.readBody(response));
      String head = heads.take();
      assertEquals(serverOrigin(), header(head, "Origin"));
      assertEquals("https", header(head, "X-Forwarded-Proto"));
    }
    assertEquals(1, server.connections());
    String said = "certificate of dev.example, self-signed, valid until ";
    Event.Notice notice = proxy.await(Event.Notice.class, e -> true);
    assertTrue(notice.text().startsWith("Proxying " + serverOrigin() + ", https: " + said));
    Event.RequestCompleted completed = proxy.awaitRequest("/2");
    assertTrue(completed.detail().remark().contains(said), completed.detail().remark());
    assertTrue(completed.detail().remark().endsWith("accepted unverified on loopback"));
    assertEquals(serverOrigin(), completed.detail().origin());
  }

  @Test
  void upgrade_tunnelledWithTls() throws Exception {
    serve(rawConnection -> {
      rawConnection.readHead();
      rawConnection.write(
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
      rawConnection.write(rawConnection.readText(4).toUpperCase());
      assertEquals("", rawConnection.readRest());
      rawConnection.write("bye");
    });
    client.get("/ws", "Connection: Upgrade\r\nUpgrade: websocket\r\n");
    client.readHead();
    client.write("abcd");
    assertEquals("ABCD", client.readText(4));
    client.socket().shutdownOutput();
    assertEquals("bye", client.readRest());
  }

  @Test
  void page_urlsOfTheServerTranslated() throws Exception {
    String page = "<head><script type=module src=\"SERVER/a.js\"></script>";
    serve(rawConnection -> {
      rawConnection.readHead();
      rawConnection.write(
          "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
              + page.replace("SERVER", serverOrigin()));
    });
    client.get("/", "Accept: text/html\r\n");
    String body = client.readBody(client.readHead());
    assertTrue(body.endsWith("<script type=module src=\"http://localhost/a.js\"></script>"), body);
  }

  @Test
  void get_serverWithoutTls_saysSo() throws Exception {
    server = new RawServer(rawConnection -> rawConnection.write("HTTP/1.1 400 No\r\n\r\n"));
    openRoute();
    client.get("/", "");
    assertTrue(client.readHead().startsWith("HTTP/1.1 502"));
    String error = proxy.awaitRequest("/").error();
    assertTrue(error.startsWith("The TLS handshake failed: "), error);
  }
}
