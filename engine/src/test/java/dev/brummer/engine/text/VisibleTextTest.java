package dev.brummer.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Visible and bounded forms of names and values.
class VisibleTextTest {
  private static final int MEGABYTE = 1 << 20;

  @Test
  void plainText_isReturnedItself() {
    String text = "dev:css\tfine\n";
    assertSame(text, VisibleText.of(text));
    assertEquals("👩\u200d💻 שלום", VisibleText.of("👩\u200d💻 שלום"));
  }

  @Test
  void controls_areShown() {
    assertEquals("a␛]52;c;eA==␇\n", VisibleText.of("a\033]52;c;eA==\007\n"));
    assertEquals("a␊b<U+202E>", VisibleText.line("a\nb\u202e"));
    assertEquals("<U+D83D>", VisibleText.line("\ud83d"));
  }

  @Test
  void longValue_isTruncatedBetweenCharacters() {
    assertEquals("aaa…", VisibleText.bounded("aaaaa", 4));
    assertEquals("aa…", VisibleText.bounded("aa😀😀", 4));
    assertTrue(VisibleText.quoted("x".repeat(MEGABYTE)).length() < 200);
  }

  @Test
  void longSentence_keepsBothEnds() {
    String sentence = VisibleText.sentence("cannot read " + "x".repeat(MEGABYTE) + ": use --dir");
    assertTrue(sentence.startsWith("cannot read xxx"), sentence);
    assertTrue(sentence.endsWith("xxx: use --dir"), sentence);
    assertTrue(sentence.length() < 2500, () -> "length " + sentence.length());
  }

  @Test
  void suggestions_quoteVisibleNames() {
    assertEquals("did you mean dev<U+202E>?", Suggestions.hint("dev", List.of("dev\u202e")));
    assertEquals("a␛[2J, b", Suggestions.list(List.of("a\033[2J", "b")));
  }
}
