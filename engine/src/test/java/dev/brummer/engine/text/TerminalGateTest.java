package dev.brummer.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brummer.engine.text.TerminalGate.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the gate lets through, for any bytes and any split into writes.
class TerminalGateTest {
  private static final long SEED = 20_260_131;
  private static final int RANDOM_TEXTS = 20_000;

  /// Everything permitted besides text, removed before the check for forbidden characters.
  private static final Pattern SEQUENCE =
      Pattern.compile(
          "\033\\[[0-9;:]*m|\033]8;[^;\\p{Cntrl}]*;((?i:https?://|mailto:|file:)[^\\p{Cntrl}]+)?\033\\\\");

  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u00AD\\u034F\\u061C\\u115F\\u1160\\u180E\\u200B\\u200E"
              + "\\u200F\\u2028-\\u202E\\u2060-\\u206F\\u3164\\uFEFF\\uFFA0\\uFFF0-\\uFFFB"
              + "\\x{E0000}-\\x{E0FFF}]");

  private static final List<String> PIECES =
      List.of(
          "a",
          "web",
          " ",
          "\t",
          "\n",
          "é",
          "ж",
          "漢",
          "😀",
          "\033",
          "[",
          "]",
          "31",
          ";",
          "m",
          "\033[31m",
          "\033[38:2::1:2:3m",
          "\033[2J",
          "\033]8;;http://x\033\\",
          "\033]8;;javascript:x\033\\",
          "\033]8;;",
          "\033\\",
          "\033]52;c;eA==\007",
          "\033]8;id=1;FILE:///x\033\\",
          "\u009b31m",
          "\u202e",
          "\u2066",
          "\u200d",
          "\u200c",
          "\ufe0f",
          "\u0301",
          "\udb40\udc41",
          "\u2028",
          "\u3164",
          "\r",
          "\b",
          "\007",
          "\0",
          "\177",
          "\ufeff",
          "\u00ad",
          "\033[>4;1m",
          "\033P",
          "\033]0;t\007");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain text, tab\tand\nline feed",
        "Żółć, naïve, e\u0301, ﬁ, ½",
        "Привет, мир · γειά σου · שלום עולם · مرحبا بالعالم · ١٢٣",
        "漢字 かな 한국어 ไทย हिन्दी",
        "👩\u200d💻 👨\u200d👩\u200d👧\u200d👦 🏳\ufe0f\u200d🌈 👍🏽 👩🏽\u200d🚀 1\ufe0f\u20e3 ❤\ufe0f 🇩🇪",
        "می\u200cخواهم · क्\u200dष · ශ්\u200dරී",
        "┌─┐ █▓▒ ⠋⠙⠹ \ue0b0 \u2800",
        "\033[1;38;5;141mviolet\033[0m \033[4:3m\033[58:2::255:0:0mcurly\033[m",
        "\033]8;;https://example.org/a?b=c\033\\docs\033]8;;\033\\",
        "\033]8;id=x:y=z;MAILTO:a@b\033\\a\033]8;;\033\\ \033]8;;file:///tmp/a\033\\f\033]8;;\033\\"
      })
  void readableText_passesUnchanged(String text) throws IOException {
    assertEquals(text, passed(Content.STYLED, text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void controls_areShown() throws IOException {
    assertEquals("a␛]52;c;eA==␇b", styled("a\033]52;c;eA==\007b"));
    assertEquals(
        "␛[2J␛[H␛[6n␛c␛[>4;1m␛[?1m", styled("\033[2J\033[H\033[6n\033c\033[>4;1m\033[?1m"));
    assertEquals("␍␈␀␡", styled("\r\b\0\177"));
    assertEquals("<U+009B>2J<U+0085>", styled("\u009b2J\u0085"));
    assertEquals("a<U+202E>b<U+2066>c<U+200F><U+061C>", styled("a\u202eb\u2066c\u200f\u061c"));
    assertEquals("x<U+E0041><U+E007F><U+E0101>", styled("x\udb40\udc41\udb40\udc7f\udb40\udd01"));
    assertEquals(
        "<U+200B><U+2028><U+3164><U+FEFF><U+00AD>", styled("\u200b\u2028\u3164\ufeff\u00ad"));
    assertEquals("<U+FFFE><U+FDD0>", styled("\ufffe\ufdd0"));
  }

  @Test
  void joinersAndSelectors_needTheirContext() throws IOException {
    assertEquals("de<U+200D>v", styled("de\u200dv"));
    assertEquals("de<U+200C>v", styled("de\u200cv"));
    assertEquals("👩\u200d<U+200D>", styled("👩\u200d\u200d"));
    assertEquals("a\ufe0f<U+FE0F>", styled("a\ufe0f\ufe0f"));
    assertEquals(" <U+FE0F>", styled(" \ufe0f"));
  }

  @Test
  void bytesThatAreNoUtf8_areReplaced() throws IOException {
    byte[] bytes =
        "a\u009b2J\u009d\u00c3b\u00c0\u0080\u00ed\u00a0\u0080\u00f5"
            .getBytes(StandardCharsets.ISO_8859_1);
    assertEquals("a\ufffd2J\ufffd\ufffdb" + "\ufffd".repeat(6), passed(Content.STYLED, bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:text/html,x",
        "vscode://x",
        "http:",
        "//host",
        "-x",
        "x"
      })
  void linkToAnotherScheme_isClosedAtOnce(String target) throws IOException {
    assertEquals(
        "\033]8;;\033\\here\033]8;;\033\\",
        styled("\033]8;;" + target + "\033\\here\033]8;;\033\\"));
    assertFalse(TerminalSequences.isPermittedTarget(target));
  }

  /// The shortcut for frequent characters agrees with the rules.
  @Test
  void everyCodePoint_passesIfItIsShown() throws IOException {
    for (int codePoint = ' '; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        continue;
      }
      String text = "x" + Character.toString(codePoint) + "y";
      boolean shown = TerminalCharacters.isShown('x', codePoint);
      String expected = shown ? text : "x" + TerminalCharacters.visibleForm(codePoint) + "y";
      assertEquals(expected, styled(text));
      int type = Character.getType(codePoint);
      boolean visible = type != Character.CONTROL && type != Character.FORMAT;
      assertTrue(visible || !TerminalCharacters.isAlwaysShown(codePoint), expected);
    }
  }

  @Test
  void text_hasNoSequences() throws IOException {
    assertEquals(
        "␛[31mred␛[0m",
        passed(Content.TEXT, "\033[31mred\033[0m".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void endlessSequence_isShownNotKept() throws IOException {
    String digits = "1".repeat(100_000);
    assertEquals("␛[" + digits, styled("\033[" + digits));
    assertEquals("␛]8;;http://" + digits, styled("\033]8;;http://" + digits));
  }

  @Test
  void json_keepsItsValues() throws Exception {
    Random random = new Random(SEED);
    ObjectMapper mapper = new ObjectMapper();
    for (int i = 0; i < RANDOM_TEXTS / 10; i++) {
      String value = randomText(random);
      String json = passed(Content.JSON, mapper.writeValueAsBytes(value));
      assertSafe(json);
      assertEquals(value, parsed(mapper, json), json);
    }
  }

  private static String parsed(ObjectMapper mapper, String json) throws JsonProcessingException {
    return mapper.readValue(json, String.class);
  }

  @ParameterizedTest
  @EnumSource(Content.class)
  void anyBytes_anySplit_areSafeAndEqual(Content content) throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < RANDOM_TEXTS; i++) {
      byte[] bytes = randomBytes(random);
      String whole = passed(content, bytes);
      assertSafe(content == Content.STYLED ? SEQUENCE.matcher(whole).replaceAll("") : whole);
      assertEquals(whole, passedInPieces(content, bytes, random), () -> describe(bytes));
    }
  }

  /// Eight bytes are examined at a time; the bytes are not, if they arrive one by one.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
  void anyTwoBytes_withinEuropeanText_areAsSafeAsOneByOne(int before) throws IOException {
    byte[] text = ("я" + "a".repeat(before) + "..ыё bc äöüß дежз").getBytes(StandardCharsets.UTF_8);
    for (int pair = 0; pair < 1 << 16; pair++) {
      text[before + 2] = (byte) (pair >>> 8);
      text[before + 3] = (byte) pair;
      assertEquals(passedByteByByte(text), passed(Content.STYLED, text), () -> describe(text));
    }
  }

  private static String passedByteByByte(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TerminalGate gate = new TerminalGate(out, Content.STYLED)) {
      for (byte b : bytes) {
        gate.write(b);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static byte[] randomBytes(Random random) {
    byte[] bytes = randomText(random).getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(3); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  private static void assertSafe(String text) {
    assertTrue(
        !FORBIDDEN.matcher(text).find(), () -> describe(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String describe(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append(b > ' ' && b < 0x7f ? Character.toString(b) : "\\x%02x".formatted(b));
    }
    return text.toString();
  }

  private static String styled(String text) throws IOException {
    return passed(Content.STYLED, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String passed(Content content, byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TerminalGate gate = new TerminalGate(out, content);
    gate.write(bytes);
    gate.finish();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String passedInPieces(Content content, byte[] bytes, Random random)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TerminalGate gate = new TerminalGate(out, content)) {
      int at = 0;
      for (int size : sizes(bytes.length, random)) {
        gate.write(bytes, at, size);
        at += size;
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static List<Integer> sizes(int length, Random random) {
    List<Integer> sizes = new ArrayList<>();
    for (int left = length; left > 0; left -= sizes.getLast()) {
      sizes.add(Math.min(left, 1 + random.nextInt(3)));
    }
    return sizes;
  }
}
