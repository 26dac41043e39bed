package dev.brummer.proxy;

import static dev.brummer.proxy.RawConnection.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Selection of the documents that get the script, and the accompanying header changes.
class InjectionTest {
  private static final String PAGE = "<!doctype html><html><head><title>x</title></head></html>";
  private static final String ELEMENT =
      "<script src=\"/__brummer/t.js\" data-s=\"[0-9a-f]{6}-\\w+\" data-r=\"\\d+\"></script>";
  private static final String DOCUMENT = "Sec-Fetch-Dest: document\r\nAccept: text/html\r\n";

  private final BlockingQueue<String> heads = new LinkedBlockingQueue<>();
  private TestProxy proxy;
  private RawServer server;
  private RawConnection client;

  @BeforeEach
  void start() {
    proxy = new TestProxy();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
    proxy.close();
  }

  private void serve(String headers, byte[] body) throws Exception {
    server =
        new RawServer(rawConnection -> {
          String head;
          while (!(head = rawConnection.readHead()).isEmpty()) {
            heads.add(head);
            rawConnection.write("HTTP/1.1 200 OK\r\n" + headers);
            rawConnection.write("Content-Length: " + body.length + "\r\n\r\n");
            rawConnection.write(body);
          }
        });
    client = RawConnection.to(proxy.open(server.port()));
  }

  private String fetch(String headers) throws IOException {
    client.get("/", headers);
    return client.readBody(client.readHead());
  }

  private static String withoutElement(String page) {
    return page.replaceFirst(ELEMENT, "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sec-Fetch-Dest: document|true",
        "Sec-Fetch-Dest: iframe|true",
        "Sec-Fetch-Dest: empty|false",
        "Sec-Fetch-Dest: script|false",
        "Accept: text/html,*/*;q=0.8|true",
        "Accept: */*|false",
        "X-None: 1|false",
      })
  void html_byWhoAsks_tagOnlyInDocuments(String header, boolean injected) throws Exception {
    serve("Content-Type: text/html; charset=utf-8\r\n", PAGE.getBytes());
    String page = fetch(header + "\r\n");
    assertEquals(injected, !page.equals(PAGE));
    assertEquals(PAGE, withoutElement(page));
    Event.RequestCompleted completed = proxy.awaitRequest("/");
    assertEquals(injected, completed.injected());
    assertEquals(injected, !completed.session().isEmpty());
  }

  @Test
  void html_fetchedByScript_isNotADocument() throws Exception {
    serve("Content-Type: text/html\r\n", PAGE.getBytes());
    assertEquals(PAGE, fetch("Accept: text/html\r\nX-Requested-With: XMLHttpRequest\r\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "text/html, true",
    "TEXT/HTML;charset=iso-8859-1, true",
    "text/html; charset=utf-16le, false",
    "text/plain, false",
    "application/xhtml+xml, false",
    "application/json, false"
  })
  void document_byType_tagOnlyInHtml(String type, boolean injected) throws Exception {
    serve("Content-Type: " + type + "\r\n", PAGE.getBytes());
    assertEquals(injected, !fetch(DOCUMENT).equals(PAGE));
  }

  @Test
  void document_tagNamesTheRequest() throws Exception {
    serve("Content-Type: text/html\r\n", PAGE.getBytes());
    String page = fetch(DOCUMENT);
    Event.RequestCompleted completed = proxy.awaitRequest("/");
    String expected =
        "<head><script src=\"/__brummer/t.js\" data-s=\""
            + completed.session()
            + "\" data-r=\""
            + completed.id()
            + "\"></script><title>";
    assertTrue(page.contains(expected), page);
  }

  @Test
  void document_requestAsksForPlainAndWhole() throws Exception {
    serve("Content-Type: text/html\r\n", PAGE.getBytes());
    fetch(DOCUMENT + "Accept-Encoding: gzip, br\r\nRange: bytes=0-3\r\nIf-Modified-Since: x\r\n");
    String head = heads.take();
    assertEquals("identity", header(head, "Accept-Encoding"));
    assertEquals("", header(head, "Range"));
    assertEquals("", header(head, "If-Modified-Since"));
    fetch("Accept-Encoding: gzip, br\r\nRange: bytes=0-3\r\nIf-Modified-Since: x\r\n");
    head = heads.take();
    assertEquals("gzip, br", header(head, "Accept-Encoding"));
    assertEquals("bytes=0-3", header(head, "Range"));
    assertEquals("x", header(head, "If-Modified-Since"));
  }

  @Test
  void document_gzipAllTheSame_unpacked() throws Exception {
    String longPage = PAGE + "<p>word ".repeat(50_000);
    serve("Content-Type: text/html\r\nContent-Encoding: gzip\r\n", gzip(longPage));
    client.get("/", DOCUMENT);
    String head = client.readHead();
    String page = client.readBody(head);
    assertEquals("", header(head, "Content-Encoding"));
    assertEquals(longPage, withoutElement(page));
    assertEquals(longPage.length() + elementLength(page), page.length());
  }

  @Test
  void document_brokenGzip_breaksOff() throws Exception {
    byte[] compressed = gzip(PAGE);
    compressed[compressed.length - 5] ^= 1;
    serve("Content-Type: text/html\r\nContent-Encoding: gzip\r\n", compressed);
    client.get("/", DOCUMENT);
    client.readHead();
    client.readRest();
    assertTrue(proxy.awaitRequest("/").error().contains("damaged"));
  }

  @Test
  void document_brotliAllTheSame_passesUntouched() throws Exception {
    byte[] compressed = {1, 2, 3, 4};
    serve("Content-Type: text/html\r\nContent-Encoding: br\r\n", compressed);
    client.get("/", DOCUMENT);
    String head = client.readHead();
    assertEquals("br", header(head, "Content-Encoding"));
    Event.Notice notice = proxy.await(Event.Notice.class, n -> n.text().startsWith("Pages of "));
    assertTrue(notice.text().contains("compressed as br although not requested"), notice.text());
    assertEquals("\1\2\3\4", client.readBody(head));
    assertFalse(proxy.awaitRequest("/").injected());
  }

  @Test
  void document_streams_eachPartBeforeTheNext() throws Exception {
    SynchronousQueue<String> parts = new SynchronousQueue<>();
    server =
        new RawServer(rawConnection -> {
          rawConnection.readHead();
          rawConnection.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
          while (true) {
            rawConnection.write(parts.take());
          }
        });
    client = RawConnection.to(proxy.open(server.port()));
    client.get("/", DOCUMENT);
    client.readHead();
    parts.put("<!doctype html><he");
    assertEquals("<!doctype html>", chunk());
    parts.put("ad>");
    assertTrue(chunk().matches("<head>" + ELEMENT));
    parts.put("<body>1");
    assertEquals("<body>1", chunk());
    parts.put("2");
    assertEquals("2", chunk());
  }

  private String chunk() throws IOException {
    int size = Integer.parseInt(client.readLine(), 16);
    String content = client.readText(size);
    client.readLine();
    return content;
  }

  @Test
  void document_keepAlive_nextRequestGoesOn() throws Exception {
    serve("Content-Type: text/html\r\n", PAGE.getBytes());
    for (int i = 0; i < 5; i++) {
      assertEquals(PAGE, withoutElement(fetch(DOCUMENT)));
    }
    assertEquals(1, server.connections());
  }

  @Test
  void document_oldClient_endsWithConnection() throws Exception {
    serve("Content-Type: text/html\r\n", PAGE.getBytes());
    client.write("GET / HTTP/1.0\r\nHost: localhost\r\nAccept: text/html\r\n\r\n");
    client.readHead();
    String page = client.readRest();
    assertEquals(PAGE, withoutElement(page));
    assertTrue(page.length() > PAGE.length());
  }

  @Test
  void document_entityTag_isAnotherThanWithoutTheScript() throws Exception {
    serve("Content-Type: text/html\r\nETag: W/\"v1\"\r\n", PAGE.getBytes());
    client.get("/", DOCUMENT);
    String head = client.readHead();
    client.readBody(head);
    assertEquals("W/\"v1-brummer\"", header(head, "ETag"));
    heads.take();

    fetch(DOCUMENT + "If-None-Match: W/\"v1-brummer\", \"old\"\r\nIf-Modified-Since: x\r\n");
    String revalidation = heads.take();
    assertEquals("W/\"v1\"", header(revalidation, "If-None-Match"));
    assertEquals("x", header(revalidation, "If-Modified-Since"));

    fetch("If-None-Match: W/\"v1-brummer\", \"old\"\r\n");
    assertEquals("\"old\"", header(heads.take(), "If-None-Match"));
  }

  @Test
  void document_policyWithNonce_tagCarriesIt() throws Exception {
    String policy = "script-src 'nonce-R4nd' 'strict-dynamic'";
    serve(
        "Content-Type: text/html\r\nContent-Security-Policy: " + policy + "\r\n", PAGE.getBytes());
    client.get("/", DOCUMENT);
    String head = client.readHead();
    assertEquals(policy, header(head, "Content-Security-Policy"));
    assertTrue(client.readBody(head).contains(" nonce=\"R4nd\"></script>"));
  }

  @Test
  void document_strictPolicy_widenedByTheTwoAddresses() throws Exception {
    serve(
        "Content-Type: text/html\r\nContent-Security-Policy: default-src 'none'\r\n"
            + "Content-Security-Policy-Report-Only: script-src 'self'; connect-src https://x\r\n",
        PAGE.getBytes());
    client.get("/", DOCUMENT);
    String head = client.readHead();
    assertEquals(
        "default-src 'none'; script-src http://localhost/__brummer/t.js;"
            + " connect-src http://localhost/__brummer/b",
        header(head, "Content-Security-Policy"));
    assertEquals(
        "script-src 'self'; connect-src https://x http://localhost/__brummer/b",
        header(head, "Content-Security-Policy-Report-Only"));
    client.readBody(head);
  }

  @Test
  void notADocument_policyAndTagsUntouched() throws Exception {
    serve(
        "Content-Type: text/html\r\nETag: \"v\"\r\nContent-Security-Policy: default-src 'none'\r\n",
        PAGE.getBytes());
    client.get("/", "Sec-Fetch-Dest: empty\r\n");
    String head = client.readHead();
    client.readBody(head);
    assertEquals("\"v\"", header(head, "ETag"));
    assertEquals("default-src 'none'", header(head, "Content-Security-Policy"));
  }

  private static int elementLength(String page) {
    return page.length() - withoutElement(page).length();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    return out.toByteArray();
  }
}
