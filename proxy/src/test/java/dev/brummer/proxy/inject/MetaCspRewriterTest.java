package dev.brummer.proxy.inject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Policies in the head of a document.
class MetaCspRewriterTest {
  private static final String BEACONS = "http://localhost:1/__brummer/b";
  private static final CspRewriter CSP =
      new CspRewriter("http://localhost:1/__brummer/t.js", BEACONS, "n");

  private static String run(String html, int... cuts) {
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    MetaCspRewriter policies = new MetaCspRewriter(CSP::widenForBeacons);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HtmlInjector.ByteConsumer byteConsumer =
        part -> {
          byte[] copy = new byte[part.remaining()];
          part.get(copy);
          out.writeBytes(copy);
        };
    int from = 0;
    for (int i = 0; i <= cuts.length; i++) {
      int to = i == cuts.length ? bytes.length : cuts[i];
      ByteBuffer part = ByteBuffer.wrap(bytes, from, to - from);
      policies.feed(part, byteConsumer);
      byteConsumer.write(part);
      from = to;
    }
    policies.end(byteConsumer);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String meta(String attributes) {
    return "<title>a<b</title><script>if (a</b/.x) '</scriptx>'</script><meta charset=utf-8>\n"
        + "<!-- > --><link rel=x href='>'><meta "
        + attributes
        + "></head><body>";
  }

  @Test
  void policy_connectMissing_added() {
    assertEquals(
        meta(
            "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; connect-src "
                + BEACONS
                + "\" id=é"),
        run(meta("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\" id=é")));
  }

  @Test
  void policy_singleQuoted_entities() {
    assertEquals(
        meta("content='connect-src " + BEACONS + "' HTTP-EQUIV=content-security-policy"),
        run(meta("content='connect-src &#39;none&#39;' HTTP-EQUIV=content-security-policy")));
    assertEquals(
        meta("content=\"connect-src x " + BEACONS + "\" http-equiv=content-security-policy"),
        run(
            meta("content='connect-src x' http-equiv=content-security-policy")
                .replace("'connect-src x'", "\"connect-src x\"")));
  }

  @Test
  void policy_unquoted_getsQuotes() {
    assertEquals(
        meta("http-equiv=content-security-policy content=\"connect-src; connect-src x\"")
            .replace("connect-src; connect-src x", "connect-src " + BEACONS),
        run(meta("http-equiv=content-security-policy content=connect-src")));
  }

  @Test
  void policy_inADoubleEscapedScript_isText() {
    String policy = "<meta http-equiv=content-security-policy content=\"default-src 'none'\">";
    String script = "<script><!-- <script> </script> " + policy + " --></script>";
    assertEquals(script, run(script));
    assertTrue(run(script + policy).endsWith(BEACONS + "\">"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name=viewport content='connect-src x'",
        "http-equiv=refresh content='connect-src x'",
        "http-equiv=content-security-policy content='connect-src *'",
        "http-equiv=content-security-policy content=\"img-src 'none'\"",
        "http-equiv=content-security-policy",
        "= = http-equiv content"
      })
  void other_asItIs(String attributes) {
    assertEquals(meta(attributes), run(meta(attributes)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<body>",
        "text",
        "<div>",
        "</head>",
        "<script>document.write('</head>')",
        "<!-- ",
        "<noscript>",
        "<style>a{b:'<"
      })
  void behindTheHead_orInText_notLookedAt(String before) {
    String html =
        before + "<meta http-equiv=content-security-policy content=\"connect-src 'none'\">";
    assertEquals(html, run(html));
  }

  @Test
  void meta_tooLong_asItIs() {
    String html =
        "<meta http-equiv=content-security-policy content=\"connect-src 'none'; "
            + "x".repeat(9000)
            + "\"><body>";
    assertEquals(html, run(html));
  }

  @Test
  void everySplit_sameResult() {
    String html = meta("http-equiv='content-security-policy' content=\"connect-src 'none'\"");
    String whole = run(html);
    assertTrue(whole.contains(BEACONS));
    int length = html.getBytes(StandardCharsets.UTF_8).length;
    for (int cut = 0; cut <= length; cut++) {
      assertEquals(whole, run(html, cut));
    }
  }

  @Test
  void rubbish_sameForEverySplit_andLosesNothing() {
    Random random = new Random(3);
    String[] parts = {
      "<",
      ">",
      "/",
      "meta",
      " ",
      "content=",
      "http-equiv=",
      "'",
      "\"",
      "<!--",
      "-->",
      "script",
      "</script>",
      "title",
      "é",
      "\n",
      "content-security-policy",
      "connect-src",
      "head",
      "</",
      "x"
    };
    for (int round = 0; round < 5000; round++) {
      StringBuilder html = new StringBuilder();
      for (int i = random.nextInt(25); i >= 0; i--) {
        html.append(parts[random.nextInt(parts.length)]);
      }
      String text = html.toString();
      String whole = run(text);
      int length = text.getBytes(StandardCharsets.UTF_8).length;
      int cut = random.nextInt(length + 1);
      assertEquals(whole, run(text, cut, cut + random.nextInt(length - cut + 1)));
      if (!text.contains("connect-src")) {
        assertEquals(text, whole);
      }
    }
  }
}
