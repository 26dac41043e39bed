package dev.brummer.app.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests and escapes of roff.
class RoffWriterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "a-b|a\\-b",
        "a\\d+|a\\ed+",
        "'x'|\\(aqx\\(aq",
        "…|\\[u2026]",
        "~/.config|\\(ti/.config",
      })
  void text_isEscaped(String text, String escaped) {
    assertEquals(escaped, RoffWriter.escape(text));
  }

  @Test
  void line_doesNotStartLikeARequest() {
    String page = new RoffWriter("x", 1, "v").paragraph(".so /etc/passwd").page();
    assertTrue(page.endsWith(".PP\n\\&.so /etc/passwd\n"), page);
  }

  @Test
  void heading_isInUpperCase_andQuotesAreEscaped() {
    String page = new RoffWriter("x", 5, "v").section("see \"also\"").page();
    assertTrue(page.startsWith(".TH \"X\" \"5\" \"\" \"v\""), page);
    assertTrue(page.contains(".SH \"SEE \\(dqALSO\\(dq\""), page);
  }
}
