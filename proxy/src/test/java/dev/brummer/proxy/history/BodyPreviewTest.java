package dev.brummer.proxy.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.RequestDetail.Body;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Previews of request and response bodies.
final class BodyPreviewTest {
  private static Body of(String text, boolean cut, String type) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return BodyPreview.of(new BodyPrefix(bytes, cut), type, null);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return compressed.toByteArray();
  }

  @Test
  void json_isInSeveralLines_withoutSecrets() {
    String sent =
        "{\"user\":\"ann\",\"password\":\"hunter2\",\"n\":1.50,\"refresh_token\":\"abc\"}";

    Body shown = of(sent, false, "application/json; charset=utf-8");

    assertEquals(
        """
        {
          "user" : "ann",
          "password" : "…",
          "n" : 1.50,
          "refresh_token" : "…"
        }\
        """,
        shown.text());
    assertFalse(shown.truncated());
  }

  @Test
  void jsonThatIsCut_isShownAsFarAsItGoes_withoutSecrets() {
    Body shown = of("{\"token\":\"abc\",\"list\":[1,2,{\"secret\":\"hun", true, "application/json");

    assertTrue(
        shown.text().startsWith("{\n  \"token\" : \"…\",\n  \"list\" : [ 1, 2, {"), shown::text);
    assertFalse(shown.text().contains("hun"), shown::text);
    assertTrue(shown.truncated());
  }

  @Test
  void secretThatIsMoreThanOneValue_isNotShownAtAll() {
    String sent = "{\"token\":{\"value\":\"abc\"},\"secret\":[\"def\",{\"x\":1}],\"tail\":true}";

    Body shown = of(sent, false, "application/json");

    assertEquals(
        "{\n  \"token\" : \"…\",\n  \"secret\" : \"…\",\n  \"tail\" : true\n}", shown.text());
    Body cut = of(sent.substring(0, 20), true, "application/json");
    assertFalse(cut.text().contains("ab"), cut::text);
  }

  @Test
  void textThatIsCalledJson_isShownAsItIs() {
    assertEquals("Internal error", of("Internal error", false, "application/json").text());
  }

  @Test
  void gzip_isUnpacked() throws IOException {
    byte[] compressed = gzip("[1,2]");
    Body shown = BodyPreview.of(new BodyPrefix(compressed, false), "application/json", "gzip");
    assertEquals(new Body("[ 1, 2 ]", false), shown);
  }

  @Test
  void gzipThatIsCutOrDamaged_isUnpackedAsFarAsItGoes() throws IOException {
    StringBuilder text = new StringBuilder();
    Random random = new Random(1);
    while (text.length() < 20_000) {
      text.append("line ").append(random.nextInt(1_000_000)).append('\n');
    }
    byte[] compressed = gzip(text.toString());
    for (int length = 0; length < 600; length++) {
      byte[] start = Arrays.copyOf(compressed, length);
      Body shown = BodyPreview.of(new BodyPrefix(start, true), "text/plain", "gzip");
      assertTrue(text.toString().startsWith(shown.text()), () -> shown.text());
      assertEquals(start.length > 0, shown.truncated());
    }
    byte[] start = Arrays.copyOf(compressed, BodyPrefix.MAX_BYTES);
    assertTrue(
        BodyPreview.of(new BodyPrefix(start, true), "text/plain", "gzip").text().length() > 2_000);
    start[1000] ^= 0x55;
    assertTrue(BodyPreview.of(new BodyPrefix(start, true), "text/plain", "gzip").truncated());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain          |          |plain\u0007 text  |plain  text",
        "text/plain          |br        |xyz               |compressed with br",
        "text/plain          |identity  |xyz               |xyz",
        "image/png           |          |PNG               |''",
        "application/octet-stream|      |xyz               |''",
        "image/svg+xml       |          |<svg/>            |''",
        "application/problem+json|      |[]                |[ ]",
        "application/x-www-form-urlencoded||a=1&Password=2&x|'a=1,Password=…,x'",
      })
  void everyKind_isShownAsWhatItIs(String type, String coding, String body, String shown) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Body text = BodyPreview.of(new BodyPrefix(bytes, false), type, coding);
    assertEquals(shown, text.text().replace('\n', ','));
  }

  @Test
  void characterThatIsCut_isLeftOut() {
    byte[] bytes = Arrays.copyOf("grün".getBytes(StandardCharsets.UTF_8), 3);
    assertEquals("gr", BodyPreview.of(new BodyPrefix(bytes, true), "text/plain", null).text());
  }

  @ParameterizedTest
  @CsvSource({
    "200, application/json, true",
    "200, text/plain, true",
    "200, application/xml, true",
    "200, text/html, false",
    "200, text/css, false",
    "200, text/javascript, false",
    "200, application/javascript, false",
    "200, image/png, false",
    "500, text/html, true",
    "404, application/json, true",
    "500, image/png, false",
  })
  void dataAndErrors_areWorthKeeping(int status, String type, boolean worth) {
    assertEquals(worth, BodyPrefix.shouldKeep(status, type));
  }
}
