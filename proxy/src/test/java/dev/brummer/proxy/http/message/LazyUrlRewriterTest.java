package dev.brummer.proxy.http.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.proxy.inject.CspRewriter;
import dev.brummer.proxy.route.Origin;
import dev.brummer.proxy.route.Upstream;
import dev.brummer.proxy.route.Upstreams;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;

/// The way that skips parts against the one that reads them all: without a budget, none is skipped.
class LazyUrlRewriterTest {
  private static final Charset LATIN = StandardCharsets.ISO_8859_1;
  private static final byte[] TAG = "<script></script>".getBytes(LATIN);
  private static final int PORT = 3000;
  private static final int OTHER_PORT = 8080;
  private static final int MAX_RETAINED = 1 << 20;

  private static final String[] WORDS = {
    "<",
    ">",
    "/",
    "\\/",
    "=",
    "\"",
    "'",
    " ",
    ":",
    "<a href=\"",
    "<img src='",
    "<img srcset='/a 1x,",
    "<form action=",
    "<p class=\"c\">",
    "</p>\n",
    "<!-- ",
    "-->",
    "<script>",
    "</script>",
    "<script type=importmap>{\"imports\":{\"a\":\"",
    "<style>a{top:0;width:3000px}</style>",
    "<title>",
    "</title>",
    "<meta http-equiv=refresh content='0;url=",
    "<meta http-equiv=\"Content-Security-Policy\" content=\"connect-src 'self'\">",
    "<meta http-equiv=content-security-policy content='connect-src http://localhost:3000'>",
    "<meta charset=utf-8>",
    "<link rel=stylesheet href=/a.css>\n",
    "http://localhost:3000",
    "HTTP://LOCALHOST:3000/x",
    "http:\\/\\/localhost:3000\\/",
    "ws://127.0.0.1:8080",
    "//localhost:3000",
    "//[::1]:8080/",
    "http://localhost:03000/",
    "http://localhost:30001/",
    "http://localhost/",
    "https://example.com:3000/",
    "https://example.com/a/b",
    "\"a\":1,\"b\":\"3000\",",
    "12:30 ",
    "how hot ",
    "text at some length, as pages have most of all; ",
    "\u00e9",
    "x".repeat(40)
  };

  /// The most that was retained at a time.
  private int peak;

  private static Upstream upstream(int port) throws Exception {
    Origin origin = new Origin("http", "localhost", port);
    return new Upstream(origin, List.of(InetAddress.getLoopbackAddress()), 1);
  }

  private static OriginMapping mapping(int port) throws Exception {
    Upstream own = upstream(port);
    Upstream other = upstream(OTHER_PORT);
    own.port(20_888);
    other.port(20_889);
    Upstreams upstreams = new Upstreams();
    upstreams.replace(Map.of(20_888, own, 20_889, other));
    return new OriginMapping(upstreams, own, "localhost:20888");
  }

  /// @param cuts ascending
  private String rewrite(String html, OriginMapping mapping, RetentionBudget budget, int... cuts)
      throws DataFormatException {
    byte[] bytes = html.getBytes(LATIN);
    StringBuilder out = new StringBuilder();
    CspRewriter policy = new CspRewriter("/t.js", "/b", "n");
    List<ByteBuf> parts = new ArrayList<>();
    try (HtmlRewriter rewriter =
        new HtmlRewriter(
            TAG,
            policy,
            mapping,
            budget,
            false,
            new UnpooledByteBufAllocator(false),
            part -> {
              peak = Math.max(peak, budget.used());
              out.append(part.toString(LATIN));
              part.release();
            })) {
      int from = 0;
      for (int i = 0; i <= cuts.length; i++) {
        int to = i == cuts.length ? bytes.length : cuts[i];
        ByteBuf part = Unpooled.copiedBuffer(bytes, from, to - from);
        if (to > from) {
          parts.add(part);
        }
        rewriter.feed(part, () -> true);
        part.release();
        from = to;
      }
      rewriter.end();
    }
    assertEquals(0, budget.used());
    parts.forEach(part -> assertEquals(0, part.refCnt()));
    return out.toString();
  }

  private static String randomPage(Random random, int words) {
    StringBuilder html =
        new StringBuilder(random.nextBoolean() ? "<html><head>" : "<html><head></head><body>");
    for (int i = random.nextInt(words); i >= 0; i--) {
      html.append(WORDS[random.nextInt(WORDS.length)]);
    }
    return html.toString();
  }

  @Test
  void feed_randomPagesAndSplits_sameAsReadInFull() throws Exception {
    Random random = new Random(5);
    OriginMapping mapping = mapping(PORT);
    for (int round = 0; round < 6000; round++) {
      String html = randomPage(random, 30);
      int[] cuts = random.ints(random.nextInt(6), 0, html.length() + 1).sorted().toArray();
      String expected = rewrite(html, mapping, new RetentionBudget(0));
      String lazy = rewrite(html, mapping, new RetentionBudget(MAX_RETAINED), cuts);
      assertEquals(expected, lazy, html);
    }
  }

  @Test
  void feed_urlInAnySplit_translated() throws Exception {
    OriginMapping mapping = mapping(PORT);
    String html = "<head></head><body><a href='¤/x'>a</a><img srcset=\"/b 1x, ¤/c 2x\"><p>¤</p>";
    for (String url :
        new String[] {"http://localhost:3000", "WS://[::1]:8080", "//127.0.0.1:3000"}) {
      String page = html.replace("¤", url);
      String expected = rewrite(page, mapping, new RetentionBudget(0));
      assertTrue(expected.contains(":2088"), expected);
      for (int first = 0; first <= page.length(); first++) {
        for (int second = first; second <= page.length(); second++) {
          RetentionBudget budget = new RetentionBudget(MAX_RETAINED);
          assertEquals(expected, rewrite(page, mapping, budget, first, second));
        }
      }
    }
  }

  /// Large parts keep the beginning of a URL back until the next one.
  @Test
  void feed_largeParts_sameAsReadInFull() throws Exception {
    Random random = new Random(9);
    OriginMapping mapping = mapping(PORT);
    String filler = "<p>how we have hosts, at www</p>\n".repeat(600);
    for (int round = 0; round < 1500; round++) {
      String html = "<head></head><body>" + filler + randomPage(random, 12) + filler;
      int cut = html.length() - filler.length() - random.nextInt(120);
      String expected = rewrite(html, mapping, new RetentionBudget(0));
      RetentionBudget budget = new RetentionBudget(MAX_RETAINED);
      assertEquals(expected, rewrite(html, mapping, budget, cut), () -> html.substring(cut - 99));
    }
  }

  /// Retains at most its share, and reads a longer page in stretches.
  @Test
  void feed_longPage_retainedInPart() throws Exception {
    String html =
        "<head></head><body>" + "<p>text</p>".repeat(200_000) + "<a href=//localhost:3000>";
    int[] cuts = new int[html.length() / 65_536];
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] = (i + 1) * 65_536;
    }
    RetentionBudget budget = new RetentionBudget(MAX_RETAINED);
    String out = rewrite(html, mapping(PORT), budget, cuts);
    assertEquals(html.replace("3000", "20888").replace("<head>", "<head>" + text(TAG)), out);
    assertTrue(peak > 4 * 65_536, peak + " bytes");
    assertTrue(peak <= 320 * 1024, peak + " bytes");
  }

  @Test
  void feed_serverOnImpliedPort_nothingSkipped() throws Exception {
    RetentionBudget budget = new RetentionBudget(MAX_RETAINED);
    String out = rewrite("<head></head><p><a href='http://localhost/x'>", mapping(80), budget, 20);
    assertTrue(out.endsWith("<a href='http://localhost:20888/x'>"), out);
    assertEquals(0, peak);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, LATIN);
  }
}
