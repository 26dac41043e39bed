package dev.brummer.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadInternerTest {
  private final HeadInterner interner = new HeadInterner();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private AsciiString token(String text) {
    return interner.token(bytes("__" + text + "__"), 2, text.length());
  }

  private AsciiString name(String text) {
    return interner.name(bytes("__" + text + "__"), 2, text.length());
  }

  @Test
  void token_seenBefore_sameInstance() {
    AsciiString first = token("Accept");
    assertEquals("Accept", first.toString());
    assertSame(first, token("Accept"));
    assertSame(first, name("Accept"));
  }

  @Test
  void token_otherSpelling_itsOwn() {
    assertEquals("Accept", token("Accept").toString());
    assertEquals("accept", token("accept").toString());
    assertEquals("ACCEPT", token("ACCEPT").toString());
  }

  /// Length, first, middle and last byte are equal, so both have the same slot.
  @Test
  void token_sameSlot_toldApart() {
    assertEquals("abcde", token("abcde").toString());
    assertEquals("aXcYe", token("aXcYe").toString());
    assertEquals("abcde", token("abcde").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a ", "", "a\u00e9", "a(b)", "a:b"})
  void token_invalid_rejectedAlsoAfterAResponseHadIt(String invalid) {
    assertEquals(invalid, name(invalid).toString());
    assertThrows(IllegalArgumentException.class, () -> token(invalid));
  }

  @Test
  void word_octets_oneCharacterEach() {
    byte[] target = bytes("/\u00e9");
    String word = interner.word(target, 0, target.length);
    assertEquals("/\u00e9", word);
    assertSame(word, interner.word(target, 0, target.length));
    assertEquals("", interner.word(target, 0, 0));
  }

  @Test
  void word_long_notKept() {
    byte[] target = bytes("/" + "a".repeat(200));
    String word = interner.word(target, 0, target.length);
    assertNotSame(word, interner.word(target, 0, target.length));
  }
}
