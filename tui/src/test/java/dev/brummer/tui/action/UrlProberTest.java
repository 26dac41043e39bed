package dev.brummer.tui.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.tui.model.list.UrlList;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Probes of real servers on loopback.
class UrlProberTest {
  private static final String PAGE =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>hello</title>";

  @TempDir Path folder;

  /// Answers each connection with the page.
  private static void serve(ServerSocket listening) {
    Thread.ofVirtual()
        .start(() -> {
          while (!listening.isClosed()) {
            try (Socket accepted = listening.accept()) {
              accepted.getInputStream().read(new byte[1024]);
              accepted.getOutputStream().write(PAGE.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
              assertTrue(closed.getMessage() != null);
            }
          }
        });
  }

  @Test
  void https_selfSignedOnLoopback_statusAndTitle() throws Exception {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    try (ServerSocket server =
        selfSigned().getServerSocketFactory().createServerSocket(0, 5, loopback)) {
      serve(server);
      UrlList.ProbeResult found =
          UrlProber.probe("https://127.0.0.1:" + server.getLocalPort() + "/", 7);
      assertEquals(new UrlList.ProbeResult(200, "hello", true, 7), found);
    }
  }

  @Test
  void http_stillWithoutTls() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      serve(server);
      UrlList.ProbeResult found =
          UrlProber.probe("http://127.0.0.1:" + server.getLocalPort() + "/", 7);
      assertEquals(new UrlList.ProbeResult(200, "hello", true, 7), found);
    }
  }

  @Test
  void https_serverWithoutTls_saidToFail() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      serve(server);
      UrlList.ProbeResult found =
          UrlProber.probe("https://127.0.0.1:" + server.getLocalPort() + "/", 7);
      assertEquals(0, found.status());
      assertTrue(found.title().startsWith("no response: "), found.toString());
    }
  }

  private SSLContext selfSigned() throws Exception {
    Path store = folder.resolve("keys");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=dev.example",
                "-validity",
                "2",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertEquals(0, keytool.waitFor());
    char[] password = "changeit".toCharArray();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, password);
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
