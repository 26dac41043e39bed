package dev.brummer.app.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Jackson is the reference.
class JsonReaderTest {
  private static final ObjectMapper REFERENCE =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final String DOCUMENT =
      "{\"a\":[1,-2.5e+3,0,\"x\\n\\u00e9\\ud83d\\ude00é😀\",true,false,null,{}],"
          + "\"b\":{\"\":[[]],\"a\":123456789012345678901234567890},\"a\":9223372036854775807}";

  private static @Nullable Object read(String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return JsonReader.parse(bytes, 0, bytes.length, 64);
  }

  @Test
  void document_isReadAsPlainValues() throws Exception {
    assertEquals(Map.of("a", List.of(1L, "b", 0.5, true)), read("{\"a\":[1,\"b\",5e-1,true]}"));
    assertEquals(new BigInteger("9223372036854775808"), read("9223372036854775808"));
    assertEquals(Long.MIN_VALUE, read("-9223372036854775808"));
    assertEquals(1L, read("\uFEFF1"));
    assertEquals("\uFFFD", read("\"\uFFFD\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1",
        "}",
        "]",
        "{}{}",
        "1 2",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "[,]",
        "[1,]",
        "{,}",
        "nul",
        "truex",
        "01",
        "-",
        "1.",
        ".5",
        "1e",
        "+1",
        "\"\t\"",
        "\"",
        "'a'",
        "{a:1}",
        "NaN",
        "/**/1",
        "\"\\u12\"",
        "\"\\x\"",
        "\\",
        "{\"a\":1 \"b\":2}",
        "[1 2]",
      })
  void anythingElse_isRefused(String json) {
    assertThrows(IOException.class, () -> read(json));
  }

  @Test
  void invalidUtf8_isRefused() {
    for (byte[] invalid :
        List.of(
            new byte[] {'"', (byte) 0xFF, '"'},
            new byte[] {'"', (byte) 0xC3, '"'},
            new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'},
            new byte[] {'"', (byte) 0xF0, (byte) 0x9F, (byte) 0x98, '"'},
            new byte[] {'"', 'a', (byte) 0x80, (byte) 0xC3, (byte) 0xA9, '"'})) {
      assertThrows(
          IOException.class,
          () -> JsonReader.parse(invalid, 0, invalid.length, 64),
          Arrays.toString(invalid));
    }
  }

  @Test
  void depthAndLengthOfNumbers_areLimited() throws Exception {
    assertEquals(1, ((List<?>) read("[".repeat(64) + "]".repeat(64))).size());
    assertThrows(IOException.class, () -> read("[".repeat(65) + "]".repeat(65)));
    assertThrows(IOException.class, () -> read("{\"a\":".repeat(1_000_000)));
    assertEquals(new BigInteger("9".repeat(100)), read("9".repeat(100)));
    assertThrows(IOException.class, () -> read("9".repeat(101)));
  }

  @Test
  void members_areReadUpToAName() throws Exception {
    byte[] json =
        "x{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{broken".getBytes(StandardCharsets.UTF_8);
    Map<String, @Nullable Object> head =
        JsonReader.parseUntil(json, 1, json.length - 1, 64, Set.of("id", "method"));
    assertEquals(Map.of("jsonrpc", "2.0", "id", 7L), head);
    assertThrows(
        IOException.class, () -> JsonReader.parseUntil(json, 1, json.length - 1, 64, Set.of("a")));
  }

  /// Single bytes of a document are replaced, removed and doubled.
  @Test
  void mutatedDocuments_areReadOrRefusedAsByTheReference() throws Exception {
    Random random = new Random(19);
    byte[] document = DOCUMENT.getBytes(StandardCharsets.UTF_8);
    byte[] alphabet = "{}[]\",:\\0123456789-+.eEtfnu \n\tax\u00e9".getBytes(StandardCharsets.UTF_8);
    int valid = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] mutant = mutate(document, alphabet, random);
      boolean expected = isValid(mutant);
      Object read = null;
      boolean accepted = true;
      try {
        read = JsonReader.parse(mutant, 0, mutant.length, 64);
      } catch (IOException refused) {
        accepted = false;
      }
      String text = new String(mutant, StandardCharsets.UTF_8);
      assertEquals(expected, accepted, text);
      if (accepted) {
        valid++;
        assertEquals(
            REFERENCE.readTree(mutant).toString(), REFERENCE.valueToTree(read).toString(), text);
      }
    }
    assertTrue(valid > 1_000 && valid < 49_000, "valid mutants: " + valid);
  }

  private static byte[] mutate(byte[] document, byte[] alphabet, Random random) {
    int at = random.nextInt(document.length);
    int kind = random.nextInt(3);
    byte[] mutant = Arrays.copyOf(document, document.length + (kind == 0 ? 0 : kind == 1 ? -1 : 1));
    if (kind == 0) {
      mutant[at] = alphabet[random.nextInt(alphabet.length)];
    } else {
      int from = kind == 1 ? at + 1 : at;
      int to = kind == 1 ? at : at + 1;
      System.arraycopy(document, from, mutant, to, document.length - Math.max(from, to));
    }
    return mutant;
  }

  private static boolean isValid(byte[] json) {
    try {
      return !REFERENCE.readTree(json).isMissingNode();
    } catch (IOException invalid) {
      return false;
    }
  }
}
