package dev.brummer.app.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.log.assemble.LogLevel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// JSON output of lines, states and notices.
class JsonLinesWriterTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final BufferedOutput out = new BufferedOutput(bytes);
  private final JsonLinesWriter format = new JsonLinesWriter(id -> "p" + id, out);

  @Test
  void everyObject_isOneLine() {
    format.writeLine(line("say \"hi\"\\\t\u001b[1m€".getBytes(StandardCharsets.UTF_8)));
    format.writeState(2, "exit 1", "", 8);
    format.writeReady(2, "listens on :3000", 8);
    format.writeUrl(2, "http://localhost:3000/", "local", 8);
    format.writeRoute(2, "http://localhost:3000/", "http://localhost:20000/", 8);
    format.writeNotice(3, "started", 9);

    assertEquals(
        List.of(
            "{\"type\":\"line\",\"process\":\"p1\",\"number\":7,\"at\":5,\"source\":\"stdout\","
                + "\"level\":\"warn\",\"cut\":false,\"text\":\"say \\\"hi\\\"\\\\\\t\\u001B[1m€\"}",
            "{\"type\":\"state\",\"process\":\"p2\",\"at\":8,\"state\":\"exit 1\",\"cause\":\"\"}",
            "{\"type\":\"ready\",\"process\":\"p2\",\"at\":8,\"evidence\":\"listens on :3000\"}",
            "{\"type\":\"url\",\"process\":\"p2\",\"at\":8,\"url\":\"http://localhost:3000/\","
                + "\"scope\":\"local\"}",
            "{\"type\":\"proxy\",\"process\":\"p2\",\"at\":8,\"url\":\"http://localhost:3000/\","
                + "\"proxied\":\"http://localhost:20000/\"}",
            "{\"type\":\"note\",\"process\":\"p3\",\"at\":9,\"text\":\"started\"}"),
        printed());
  }

  @Test
  void bytesThatAreNotUtf8_becomeReplacementCharacters() {
    format.writeLine(line(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xc3}));

    assertEquals("\"text\":\"a\uFFFDb\uFFFD\"}", printed().getFirst().replaceAll(".*,", ""));
  }

  @Test
  void unpairedSurrogates_areReplaced() {
    format.writeNotice(1, "a\ud800b", 0);

    assertEquals("\"text\":\"a?b\"}", printed().getFirst().replaceAll(".*,", ""));
  }

  @Test
  void time_neverDecreases() {
    format.writeNotice(1, "a", 9);
    format.writeNotice(1, "b", 7);

    assertEquals(
        "{\"type\":\"note\",\"process\":\"p1\",\"at\":9,\"text\":\"b\"}", printed().getLast());
  }

  private static StoredLine line(byte[] text) {
    return new StoredLine(7, 1, 5, LogLevel.WARN, LogSource.STDOUT, false, text);
  }

  private List<String> printed() {
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
