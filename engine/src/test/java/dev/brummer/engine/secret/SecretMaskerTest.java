package dev.brummer.engine.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Secrets are found wherever and however they stand, and nothing else is touched.
class SecretMaskerTest {
  private static final String TRICKY = "p@ss/w\"o'rd&<Ümlaut+%>\\x";

  @Test
  void value_isReplacedByTheNameOfItsVariable() {
    SecretMasker masker = masker("STRIPE_KEY", "sk_live_51Habc");

    assertEquals("key=‹STRIPE_KEY›.", masker.mask("key=sk_live_51Habc."));
    assertEquals("‹STRIPE_KEY›", masker.mask("sk_live_51Habc"));
    assertEquals("‹STRIPE_KEY›‹STRIPE_KEY›", masker.mask("sk_live_51Habcsk_live_51Habc"));
  }

  @Test
  void textWithoutSecret_isReturnedItself() {
    SecretMasker masker = masker("STRIPE_KEY", "sk_live_51Habc");
    byte[] text = bytes("sk_live_51Hab sk_live_ \033[31mred\033[0m");

    assertSame(text, masker.mask(text));
    assertEquals("", masker.mask(""));
    assertNull(SecretMasker.of(new SecretValues(value -> false)));
  }

  @Test
  void valueWithinAnother_longestNamesTheWhole() {
    SecretMasker masker = masker("SHORT", "abcdefgh", "LONG", "xxabcdefghyy", "TAIL", "cdefghyy");

    assertEquals("<‹LONG›>", masker.mask("<xxabcdefghyy>"));
    assertEquals("<‹SHORT›>", masker.mask("<abcdefgh>"));
    assertEquals("<x‹SHORT›y>", masker.mask("<xabcdefghy>"));
    assertEquals("<‹TAIL›>", masker.mask("<cdefghyy>"));
  }

  @Test
  void overlappingValues_leaveNoRest() {
    SecretMasker masker = masker("ONE", "abcdefgh12", "TWO", "fgh12345678");

    assertEquals("<‹TWO›>", masker.mask("<abcdefgh12345678>"));
  }

  @Test
  void everyPositionAndSurrounding_isFound() {
    SecretMasker masker = masker("A", "q7Zk2PvX");

    for (int before = 0; before < 40; before++) {
      for (int after = 0; after < 12; after++) {
        String text = "x".repeat(before) + "q7Zk2PvX" + "y".repeat(after);
        assertEquals("x".repeat(before) + "‹A›" + "y".repeat(after), masker.mask(text));
      }
    }
  }

  @Test
  void randomTexts_areMaskedAsBySimpleReplacement() {
    Random random = new Random(7);
    List<String> values = new ArrayList<>();
    String[] arguments = new String[40];
    for (int i = 0; i < 20; i++) {
      String value = letters(random, 8 + random.nextInt(20));
      values.add(value);
      arguments[2 * i] = "V" + i;
      arguments[2 * i + 1] = value;
    }
    SecretMasker masker = masker(arguments);

    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder();
      StringBuilder expected = new StringBuilder();
      for (int part = 0; part < 6; part++) {
        String filler = " " + letters(random, random.nextInt(9)).toUpperCase(Locale.ROOT) + " ";
        int value = random.nextInt(20);
        text.append(filler).append(values.get(value));
        expected.append(filler).append("‹V").append(value).append('›');
      }
      assertEquals(expected.toString(), masker.mask(text.toString()));
    }
  }

  @Test
  void encodedForms_areFound() {
    SecretMasker masker = masker("PW", TRICKY);
    String uriComponent = URLEncoder.encode(TRICKY, StandardCharsets.UTF_8).replace("+", "%20");

    assertMasked(masker, uriComponent);
    assertMasked(masker, lowerCasePercent(uriComponent));
    assertMasked(masker, allPercent(TRICKY));
    assertMasked(masker, TRICKY.replace("\\", "\\\\").replace("\"", "\\\""));
    assertMasked(
        masker, TRICKY.replace("\\", "\\\\").replace("\"", "\\\"").replace("Ü", "\\u00dc"));
    assertMasked(
        masker,
        TRICKY
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("<", "\\u003c")
            .replace(">", "\\u003e")
            .replace("&", "\\u0026"));
    assertMasked(
        masker,
        TRICKY
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;"));
    assertMasked(masker, TRICKY.replace("'", "'\\''"));
    assertMasked(masker, HexFormat.of().formatHex(bytes(TRICKY)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void base64AtAnyAlignment_isFound(int before) {
    String value = "s?cr~t>>va??lue9";
    SecretMasker masker = masker("PW", value);
    for (int after = 0; after < 4; after++) {
      byte[] plain = bytes("u".repeat(before) + value + "z".repeat(after));
      String standard = Base64.getEncoder().encodeToString(plain);
      String url = Base64.getUrlEncoder().withoutPadding().encodeToString(plain);

      for (String encoded : List.of(standard, url)) {
        String masked = masker.mask("Basic " + encoded + " end");
        assertTrue(masked.contains("‹PW›"), masked);
        assertFalse(masked.contains(encoded.substring(before + 3, before + 15)), masked);
        int left = masked.length() - "Basic ‹PW› end".length();
        assertTrue(left <= (before + after) * 4 / 3 + 5, masked);
      }
    }
  }

  @Test
  void multiLineValue_eachLineIsMasked() {
    String first = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7";
    String second = "VJTUt9Us8cKjMzEfYyjiWA4R4xGiJJkI09q1KQ==";
    String pem =
        "-----BEGIN PRIVATE KEY-----\n" + first + "\n" + second + "\n-----END PRIVATE KEY-----\n";
    SecretMasker masker = masker("KEY", pem);

    assertEquals("‹KEY›", masker.mask(first));
    assertEquals("  ‹KEY›", masker.mask("  " + second));
    assertEquals("-----BEGIN PRIVATE KEY-----", masker.mask("-----BEGIN PRIVATE KEY-----"));
    assertEquals(
        "{\"k\":\"‹KEY›\\n\"}", masker.mask("{\"k\":\"" + pem.replace("\n", "\\n") + "\"}"));
    String wrapped = Base64.getMimeEncoder(76, bytes("\n")).encodeToString(bytes(pem.strip()));
    wrapped.lines().forEach(line -> assertEquals("‹KEY›", masker.mask(line).replace("=", "")));
  }

  @Test
  void stylesWithinAValue_areKept() {
    SecretMasker masker = masker("KEY", "sk_live_51Habc");

    assertEquals(
        "a \033[1m‹KEY›\033[31m\033[0m b", masker.mask("a \033[1msk_live\033[31m_51Ha\033[0mbc b"));
    String everyByte = String.join("\033[32m", "sk_live_51Habc".split(""));
    assertEquals("‹KEY›" + "\033[32m".repeat(13), masker.mask(everyByte));
  }

  @Test
  void targetOfAHyperlink_isMasked() {
    SecretMasker masker = masker("KEY", "sk_live_51Habc");

    assertEquals(
        "\033]8;;http://h/?k=%E2%80%B9KEY%E2%80%BA\033\\text\033]8;;\033\\",
        masker.mask("\033]8;;http://h/?k=sk_live_51Habc\033\\text\033]8;;\033\\"));
  }

  @Test
  void utf8AroundAValue_staysValid() {
    SecretMasker masker = masker("KEY", "Ümläut€😀word");

    assertEquals("ä‹KEY›😀€", masker.mask("äÜmläut€😀word😀€"));
    byte[] invalid = {(byte) 0xC3, (byte) 0xFF, 'x'};
    assertSame(invalid, masker.mask(invalid));
  }

  @Test
  void valueAcrossACut_isMaskedAtEverySplit() {
    SecretMasker masker = masker("KEY", "sk_live_51Habc");
    String text = "before sk_live_51Habc after";
    for (int split = 1; split < text.length(); split++) {
      byte[] head = bytes(text.substring(0, split));
      byte[] tail = bytes(text.substring(split));

      String shown = string(masker.maskCut(head)) + string(masker.maskContinued(head, tail, false));

      assertFalse(shown.contains("sk_l"), shown);
      assertFalse(shown.contains("Habc"), shown);
      assertTrue(shown.startsWith("before ") && shown.endsWith(" after"), shown);
    }
  }

  @Test
  void truncatedText_doesNotShowTheStartOfAValue() {
    SecretMasker masker = masker("KEY", "sk_live_51Habc");

    assertEquals("failed: ‹KEY›…", masker.mask("failed: sk_live_5…"));
    assertEquals("failed: sk…", masker.mask("failed: sk…"));
  }

  @Test
  void manyLongValues_areBuiltAndFound() {
    Random random = new Random(3);
    String[] arguments = new String[2_000];
    for (int i = 0; i < 1_000; i++) {
      arguments[2 * i] = "V" + i;
      arguments[2 * i + 1] = letters(random, 200);
    }
    SecretMasker masker = masker(arguments);

    for (int i = 0; i < 1_000; i++) {
      assertEquals("‹V" + i + "›", masker.mask(arguments[2 * i + 1]));
    }
  }

  private static void assertMasked(SecretMasker masker, String form) {
    assertEquals("[‹PW›]", masker.mask("[" + form + "]"), form);
  }

  private static String lowerCasePercent(String encoded) {
    return Pattern.compile("%..")
        .matcher(encoded)
        .replaceAll(match -> match.group().toLowerCase(Locale.ROOT));
  }

  private static String allPercent(String value) {
    StringBuilder all = new StringBuilder();
    for (byte b : bytes(value)) {
      all.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
    }
    return all.toString();
  }

  private static String letters(Random random, int length) {
    return random
        .ints(length, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static SecretMasker masker(String... namesAndValues) {
    SecretValues values = new SecretValues(value -> false);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.addFromFile(namesAndValues[i], namesAndValues[i + 1]);
    }
    SecretMasker masker = SecretMasker.of(values);
    assertNotNull(masker);
    return masker;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String string(byte[] text) {
    return new String(text, StandardCharsets.UTF_8);
  }
}
