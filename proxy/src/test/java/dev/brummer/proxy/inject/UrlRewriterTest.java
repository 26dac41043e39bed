package dev.brummer.proxy.inject;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `¤` stands for a known origin, which is translated; `§` for the same one where it must stay.
class UrlRewriterTest {
  private static final Charset LATIN = StandardCharsets.ISO_8859_1;
  private static final String KNOWN = "http://localhost:3000";
  private static final String PROXIED = "http://localhost:20888";

  private static String translate(String origin) {
    return switch (origin) {
      case KNOWN, "HTTP://Localhost:3000" -> PROXIED;
      case "//localhost:3000" -> "//localhost:20888";
      case "ws://localhost:3000" -> "ws://localhost:20888";
      case "http://[::1]:3000" -> "http://[::1]:20888";
      default -> origin;
    };
  }

  private static String run(String html, int... cuts) {
    byte[] bytes = html.getBytes(LATIN);
    UrlRewriter urls = new UrlRewriter(UrlRewriterTest::translate);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HtmlInjector.ByteConsumer consumer =
        part -> {
          byte[] copy = new byte[part.remaining()];
          part.get(copy);
          out.writeBytes(copy);
        };
    int from = 0;
    for (int i = 0; i <= cuts.length; i++) {
      int to = i == cuts.length ? bytes.length : cuts[i];
      urls.feed(ByteBuffer.wrap(bytes, from, to - from), consumer);
      from = to;
    }
    urls.end(consumer);
    return out.toString(LATIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script type=module src=\"¤/main.js\"></script>",
        "<SCRIPT SRC='¤/main.js'></SCRIPT><img src=¤/a.png><a href=¤>x</a>",
        "<a href=\" \n¤/x\">x</a><a href = '¤?q#§'>",
        "<link rel=stylesheet href='¤/a.css'/><base href=\"¤/app/\">",
        "<form action=¤/save><button formaction='¤/x'></form>",
        "<video poster=¤/a><source src=¤/b></video><object data=¤/c></object>",
        "<svg><image xlink:href='¤/a'/><use href=\"¤#i\"/></svg>",
        "<img srcset='¤/a.png 1x, ¤/b.png 2x,¤/c.png 3x, /d.png 4x'>",
        "<link imagesrcset=\"/x 1x, ¤/a 2x\"><a ping='¤/p /q ¤/r' href=/>",
        "<meta http-equiv=refresh content='3; url=¤/next'>",
        "<meta content=\"0;URL = '¤/n'\" http-equiv='Refresh'>",
        "<script type=importmap>{\"imports\":{\"a\":\"¤/a.js\",\"¤/b/\":\"./c\"}}</script>",
        "<script type='ImportMap' nonce=x>{\"scopes\" : {\n\"¤/\":{\"b\":\"\"}}}</script><p>§",
        "<title>a<b href='§/'></title><a href=¤/>",
        "<textarea><a href='§/'></textarea ><a href=¤/>",
        "<style>a{background:url(§/x)}</style><script>var a='<a href=\"§/\">', b=\"§\"</script>",
        "<script>if (a</script.x || '</scripty>') '<img src=\"§/\">'</script><img src='¤/'>",
        "<script type=importmap>{\"a\":\"<!-- -->§/\",\"<§/\":\"¤/\"}</script>",
        "<script type=application/json>{\"a\":\"§/\"}</script>",
        "<noscript><img src='§/'></noscript><iframe src=¤/a><a href='§/'></iframe>",
        "<!-- <a href='§/'> --><a href=¤/><!-- -- <a href='§'> --!><a href=¤/>",
        "<!--><a href=¤/><!---><a href=¤/><!--!><a href=§/>--><a href=¤/>",
        "<!doctype html SYSTEM \"§/\"><?x §?><![CDATA[ §> <a href=¤/>",
        "</a href='§/'></><a href=¤/></ x><a href=¤>",
        "<a data-x='§/' title=§ href=¤/><input value='§/cb' name=redirect_uri>",
        "<a href='https://idp.example/?redirect_uri=§/cb'>x</a>",
        "<a href='http://user@localhost:3000/'><a href=http://localhost:3000%41>",
        "<a href='http://localhost:3000.evil.example/'><a href='http://localhost:30001/'>",
        "<meta name=x content='see url=§/'><meta property=og:url content=§/>",
        "<p>§/ &lt;a href=\"§\"&gt; <3 < a href='§'><a\nhref\n=\n'¤/'>",
        "<a href=''><a href><a href=><a href=¤><a =href='§' x><a href='¤",
        "<plaintext><a href='§/'></plaintext><a href='§/'>",
        "<a hreflongerthansixteen='§/'><abcdefghijklmnopq href='¤/'>",
      })
  void feed_anySplit_onlyUrlsTranslated(String marked) {
    String input = marked.replace("¤", KNOWN).replace("§", KNOWN);
    String expected = marked.replace("¤", PROXIED).replace("§", KNOWN);
    assertEquals(expected, run(input));
    for (int cut = 0; cut <= input.length(); cut++) {
      assertEquals(expected, run(input, cut), input.substring(0, cut) + "|");
    }
    int[] all = new int[input.length()];
    for (int i = 0; i < all.length; i++) {
      all[i] = i;
    }
    assertEquals(expected, run(input, all));
  }

  @Test
  void otherForms_translated() {
    assertEquals("<a href='//localhost:20888/x'>", run("<a href='//localhost:3000/x'>"));
    assertEquals("<a href='http://localhost:20888/x'>", run("<a href='HTTP://Localhost:3000/x'>"));
    assertEquals("<x src='ws://localhost:20888'>", run("<x src='ws://localhost:3000'>"));
    assertEquals("<a href='http://[::1]:20888/'>", run("<a href='http://[::1]:3000/'>"));
    assertEquals(
        "<script type=importmap>{\"a\":\"http:\\/\\/localhost:20888\\/a.js\"}</script>",
        run("<script type=importmap>{\"a\":\"http:\\/\\/localhost:3000\\/a.js\"}</script>"));
  }

  /// A tag that arrives byte by byte is never skipped as a whole, so the two ways check each other.
  @Test
  void feed_randomMarkup_sameWholeAndByteByByte() {
    Random random = new Random(11);
    String[] words = {
      "<",
      ">",
      "/",
      "=",
      "\"",
      "'",
      " ",
      "\n",
      "-",
      "!",
      "a",
      "div",
      "img",
      "script",
      "meta",
      "title",
      "x-y",
      "href",
      "src",
      "srcset",
      "ping",
      "content",
      "data",
      "class",
      KNOWN,
      "//localhost:3000",
      "<a href=\"",
      "<img src='",
      "<p class=\"c\">",
      "</p>",
      "<div>",
      "</div >",
      "</script>",
      "\\",
      "\0"
    };
    for (int i = 0; i < 4000; i++) {
      StringBuilder html = new StringBuilder();
      for (int k = random.nextInt(30); k >= 0; k--) {
        html.append(words[random.nextInt(words.length)]);
      }
      String text = html.toString();
      int[] all = new int[text.length()];
      for (int k = 0; k < all.length; k++) {
        all[k] = k;
      }
      assertEquals(run(text, all), run(text), text);
    }
  }

  /// Without a known origin every document passes byte for byte, whatever it is.
  @Test
  void feed_randomMarkup_unchanged() {
    Random random = new Random(7);
    String[] words = {
      "<",
      ">",
      "/",
      "!",
      "--",
      "=",
      "\"",
      "'",
      " ",
      "a",
      "src",
      "href=",
      "<script>",
      "</script>",
      "<!--",
      "-->",
      "http://",
      "//",
      "localhost",
      ":3000",
      "content",
      "<meta ",
      "0;url=",
      "\\",
      "<img srcset=",
      ",",
      "type=importmap",
      "<title>",
      "</title>",
      "\u00e9",
      "x".repeat(400)
    };
    for (int round = 0; round < 3000; round++) {
      StringBuilder html = new StringBuilder();
      for (int i = random.nextInt(40); i >= 0; i--) {
        html.append(words[random.nextInt(words.length)]);
      }
      String input = html.toString().replace("localhost:3000", "localhost:3001");
      int cut = random.nextInt(input.length() + 1);
      assertEquals(input, run(input, cut));
    }
  }

  @Test
  void feed_nothingToTranslate_oneSlice() {
    int[] parts = new int[1];
    UrlRewriter urls = new UrlRewriter(UrlRewriterTest::translate);
    String html = "<a href='https://example.com/a'>x</a><img src=//cdn.example/x><p>".repeat(50);
    ByteBuffer bytes = ByteBuffer.allocateDirect(html.length()).put(html.getBytes(LATIN)).flip();
    urls.feed(bytes, part -> parts[0] += part.remaining() == html.length() ? 1 : 100);
    assertEquals(1, parts[0]);
  }
}
