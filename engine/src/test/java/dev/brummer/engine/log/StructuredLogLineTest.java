package dev.brummer.engine.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StructuredLogLineTest {
  @Test
  void pino_saysItsMessageAndWhatIsNotKnownAlready() {
    assertEquals(
        new StructuredLogLine(
            "request completed", List.of("req={\"method\":\"GET\",\"url\":\"/\"}", "ms=12")),
        read(
            "{\"level\":30,\"time\":1700000000000,\"pid\":7,\"hostname\":\"vm\","
                + "\"req\":{\"method\":\"GET\",\"url\":\"/\"},\"ms\":12,"
                + "\"msg\":\"request completed\"}"));
  }

  @Test
  void logback_andZap_useOtherNames() {
    assertEquals(
        new StructuredLogLine("cannot charge", List.of("logger_name=shop", "thread_name=main")),
        read(
            "{\"@timestamp\":\"2026-01-01T00:00:00Z\",\"@version\":\"1\","
                + "\"message\":\"cannot charge\",\"logger_name\":\"shop\","
                + "\"thread_name\":\"main\",\"level\":\"ERROR\",\"level_value\":40000}"));
    assertEquals(
        new StructuredLogLine("up", List.of("caller=main.go:7", "ok=true", "n=null")),
        read(
            "{\"level\":\"info\",\"ts\":1.5,\"caller\":\"main.go:7\",\"msg\":\"up\",\"ok\":true,\"n\":null}"));
  }

  @Test
  void logfmt_isReadToo() {
    assertEquals(
        new StructuredLogLine("cannot \"reach\" db", List.of("host=db:5432", "tries=3")),
        read("time=12:00 level=error msg=\"cannot \\\"reach\\\" db\" host=db:5432 tries=3"));
    assertNull(read("the level=3 of the msg=x is a sentence"));
    assertNull(read("level=info tries=3 and so on"));
  }

  @Test
  void anythingElse_isNone() {
    assertNull(read("{\"level\":30}"));
    assertNull(read("{ not json at all }"));
    assertNull(read("{\"msg\":\"torn"));
    assertNull(read("plain text of a line"));
    assertNull(read("{}"));
  }

  @Test
  void escapeWithinAValue_isNoneOnTheScreen() {
    StructuredLogLine line = read("{\"msg\":\"a\\u001b[2Jb\\nc\\u009bd\",\"k\":\"\\u001b]0;x\"}");
    assertEquals(new StructuredLogLine("a [2Jb c d", List.of("k= ]0;x")), line);
  }

  @Test
  void anyBytes_giveNothingOrPrintableText() {
    Random random = new Random(3);
    String pieces = "{}[]\":,\\\"msg\" level=msg=truenull0123 \n\u001b\u009bä";
    int read = 0;
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "{\"msg\":\"" : "level=1 msg=");
      for (int n = random.nextInt(30); n > 0; n--) {
        text.append(pieces.charAt(random.nextInt(pieces.length())));
      }
      StructuredLogLine line = read(text + (text.charAt(0) == '{' ? "\"}" : ""));
      if (line != null) {
        read++;
        String all = line.message() + line.fields();
        assertTrue(all.chars().noneMatch(c -> c < 0x20 || c >= 0x7F && c < 0xA0), all);
      }
    }
    assertTrue(read > 1_000, read + " were read");
  }

  private static @Nullable StructuredLogLine read(String text) {
    return StructuredLogLine.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
