package dev.brummer.perf.bench.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PageCheckTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n\r\n";

  private static String injected(ServedPage page) {
    return OK + page.body().replace("<head>", "<head><script src=\"/x.js\"></script>");
  }

  @Test
  void proxy_mustInject_intoPagesOnly() {
    for (ServedPage page : ServedPage.values()) {
      assertTrue(PageCheck.isComplete(injected(page), page, true), page.name());
      assertEquals(!page.isHtml(), PageCheck.isComplete(OK + page.body(), page, true), page.name());
      assertTrue(PageCheck.isComplete(OK + page.body(), page, false), page.name());
    }
  }

  @Test
  void errorPage_orHalfAPage_isNotComplete() {
    ServedPage page = ServedPage.SMALL_HTML;
    String response = injected(page);

    assertFalse(PageCheck.isComplete(response.replace("200 OK", "502 Bad Gateway"), page, true));
    assertFalse(PageCheck.isComplete(response.substring(0, response.length() - 9), page, true));
    assertFalse(PageCheck.isComplete("", page, true));
  }

  @Test
  void pages_haveTheirSizes_andPathsThatDiffer() {
    assertTrue(ServedPage.SMALL_HTML.body().length() < 2_000);
    assertEquals(200_000, ServedPage.LARGE_HTML.body().length(), 10_000);
    assertEquals(
        3, Arrays.stream(ServedPage.values()).map(p -> p.path().charAt(1)).distinct().count());
  }
}
