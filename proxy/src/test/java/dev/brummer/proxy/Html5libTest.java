package dev.brummer.proxy;

import static dev.brummer.proxy.RawConnection.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// The test data of html5lib through the proxy: each document arrives byte for byte, but for the
/// script element. Skipped where the data is not there (`-Dbrummer.corpus=DIRECTORY`).
class Html5libTest {
  private static final Path CORPUS =
      Path.of(System.getProperty("brummer.corpus", "../../shared/corpus"), "html5lib-tests");
  private static final long SEED = Long.getLong("brummer.soak.seed", 20_261_128);
  private static final Pattern ELEMENT =
      Pattern.compile(
          "<script src=\"/__brummer/t.js\" data-s=\"[0-9a-f]{6}-\\w+\" data-r=\"\\d+\"></script>");
  private static final String REQUEST = "Sec-Fetch-Dest: document\r\nAccept-Encoding: gzip, br\r\n";

  /// How a document is sent.
  private enum Framing {
    PLAIN,
    CHUNKED,
    GZIP,
    /// Passed on as it is: announced as Brotli, which the proxy does not unpack.
    BROTLI
  }

  private record Transfer(byte[] document, Framing framing, long seed) {
    void send(RawConnection client) throws IOException {
      byte[] body = framing == Framing.GZIP ? gzip(document) : document;
      String encoding =
          switch (framing) {
            case GZIP -> "Content-Encoding: gzip\r\n";
            case BROTLI -> "Content-Encoding: br\r\n";
            case PLAIN, CHUNKED -> "";
          };
      String length =
          framing == Framing.CHUNKED
              ? "Transfer-Encoding: chunked\r\n"
              : "Content-Length: " + body.length + "\r\n";
      client.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + encoding + length + "\r\n");
      Random random = new Random(seed);
      for (int from = 0; from < body.length; ) {
        int to = Math.min(body.length, from + 1 + random.nextInt(1 + body.length / 3));
        byte[] part = new byte[to - from];
        System.arraycopy(body, from, part, 0, part.length);
        boolean chunked = framing == Framing.CHUNKED;
        client.write(chunked ? Integer.toHexString(part.length) + "\r\n" : "");
        client.write(part);
        client.write(chunked ? "\r\n" : "");
        from = to;
      }
      client.write(framing == Framing.CHUNKED ? "0\r\n\r\n" : "");
    }
  }

  @Test
  void everyDocument_arrivesByteForByte_butForTheElement() throws Exception {
    assumeTrue(Files.isDirectory(CORPUS), "no html5lib test data in " + CORPUS);
    List<byte[]> documents = documents();
    assertTrue(documents.size() > 5_000, documents.size() + " documents");
    Random random = new Random(SEED);
    List<Transfer> transfers = new ArrayList<>();
    for (byte[] document : documents) {
      Framing framing = Framing.values()[random.nextInt(Framing.values().length)];
      transfers.add(new Transfer(document, framing, random.nextLong()));
    }
    int injected = 0;
    try (TestProxy proxy = new TestProxy();
        RawServer server = new RawServer(client -> serve(transfers, client));
        RawConnection client = RawConnection.to(proxy.open(server.port()))) {
      for (int i = 0; i < transfers.size(); i++) {
        client.get("/" + i, REQUEST);
        String head = client.readHead();
        String body = client.readBody(head);
        String expected = new String(transfers.get(i).document(), StandardCharsets.ISO_8859_1);
        Matcher element = ELEMENT.matcher(body);
        boolean found = element.find() && !ELEMENT.matcher(expected).find();
        injected += found ? 1 : 0;
        String document = found ? element.replaceFirst("") : body;
        assertEquals(expected, document, "document " + i + " " + transfers.get(i).framing());
        assertEquals("", found ? header(head, "Content-Length") : "", "document " + i);
      }
    }
    SoakResult.print(
        documents.size() + " documents of html5lib",
        "0 changed but for the element",
        "0; " + injected + " with the element",
        true,
        SEED);
    assertTrue(injected > documents.size() / 2, injected + " with the element");
  }

  private static void serve(List<Transfer> transfers, RawConnection client) throws IOException {
    String head;
    while (!(head = client.readHead()).isEmpty()) {
      transfers.get(Integer.parseInt(head.substring(5, head.indexOf(' ', 5)))).send(client);
    }
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }

  private static List<byte[]> documents() throws IOException {
    List<byte[]> documents = new ArrayList<>();
    for (Path file : files(".dat")) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      for (String test : text.split("(?m)^#data\n")) {
        int end = test.indexOf("\n#errors");
        if (end >= 0) {
          documents.add(test.substring(0, end).getBytes(StandardCharsets.ISO_8859_1));
        }
      }
    }
    ObjectMapper json = new ObjectMapper();
    for (Path file : files(".test")) {
      for (JsonNode test : json.readTree(file.toFile()).path("tests")) {
        documents.add(test.path("input").asText().getBytes(StandardCharsets.UTF_8));
      }
    }
    return documents;
  }

  private static List<Path> files(String extension) throws IOException {
    try (Stream<Path> all = Files.walk(CORPUS)) {
      return all.filter(file -> file.toString().endsWith(extension)).sorted().toList();
    }
  }
}
