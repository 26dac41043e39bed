package dev.brummer.proxy.http.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.proxy.history.PackedHeaders;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Header fields in their two arrays, beside Netty's own.
class HeaderFieldsTest {
  private static HeaderFields fields(String... namesAndValues) {
    HeaderFields fields = new HeaderFields();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  private static String encoded(HeaderFields fields) {
    ByteBuf out = Unpooled.buffer();
    fields.encode(out);
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  void get_anySpelling_firstValue() {
    HeaderFields fields = fields("Set-Cookie", "a=1", "Host", "h", "set-cookie", "b=2");
    assertEquals("a=1", fields.get("SET-COOKIE"));
    assertEquals("h", fields.get(AsciiString.cached("host")));
    assertNull(fields.get("Hos"));
    assertEquals(List.of("a=1", "b=2"), fields.getAll("Set-cookie"));
    assertEquals(2, fields.count("set-cookie"));
    assertEquals(0, fields.count("Cookie"));
    assertEquals(3, fields.size());
  }

  @Test
  void set_severalFieldsOfTheName_oneIsLeft() {
    HeaderFields fields = fields("A", "1", "B", "2", "a", "3");
    fields.set("A", 4);
    assertEquals("B: 2\r\nA: 4\r\n", encoded(fields));
  }

  @Test
  void remove_field_othersKeepTheirOrder() {
    HeaderFields fields = fields("A", "1", "B", "2", "a", "3", "C", "4");
    fields.remove("a");
    fields.remove("missing");
    assertEquals("B: 2\r\nC: 4\r\n", encoded(fields));
    assertFalse(fields.contains("A"));
    fields.clear();
    assertTrue(fields.isEmpty());
    assertFalse(fields.contains("B"));
  }

  @Test
  void names_sameHash_toldApart() {
    HeaderFields fields = new HeaderFields();
    for (int i = 0; i < 300; i++) {
      fields.add("n" + i, "v" + i);
    }
    for (int i = 0; i < 300; i++) {
      assertEquals("v" + i, fields.get("N" + i));
    }
    assertNull(fields.get("n300"));
  }

  @Test
  void encode_octets_unchanged() {
    assertEquals("X: \u00e9\u00ff\r\n", encoded(fields("X", "\u00e9\u00ff")));
  }

  /// The low byte of U+010A is a line feed: kept, it would end the field.
  @Test
  void add_characterThatIsNoOctet_replaced() {
    assertEquals("X: a??b\r\n", encoded(fields("X", "a\u010A\u010Db")));
  }

  @Test
  void encode_longerThanTheBuffer_whole() {
    HeaderFields fields = fields("A", "1", "Long", "x".repeat(5000), "B", "2");
    assertEquals("A: 1\r\nLong: " + "x".repeat(5000) + "\r\nB: 2\r\n", encoded(fields));
  }

  @Test
  void pack_equalFields_sameCopy() {
    PackedHeaders[] copies = new PackedHeaders[1];
    PackedHeaders first = fields("A", "1").pack(copies);
    assertSame(first, fields("A", "1").pack(copies));
    assertFalse(first == fields("A", "2").pack(copies));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          close               | true
          Close               | true
          keep-alive, close   | true
          keep-alive ,close,x | true
          closed              | false
          keep-alive          | false
          """)
  void containsValue_list_wholeTokens(String list, boolean expected) {
    assertEquals(expected, fields("Connection", list).containsValue("connection", "close", true));
    assertEquals(
        expected,
        fields("Connection", "a", "Connection", list).containsValue("Connection", "close", true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length", "transfer-encoding", "TRAILER", "a b", ""})
  void trailers_nameThatMustNotBeOne_rejected(String name) {
    HttpHeaders trailers = HeaderFields.TRAILERS.newHeaders();
    assertThrows(IllegalArgumentException.class, () -> trailers.add(name, "1"));
  }

  @Test
  void trailers_invalidValue_rejected() {
    HttpHeaders trailers = HeaderFields.TRAILERS.newHeaders();
    assertThrows(IllegalArgumentException.class, () -> trailers.add("X", "a\nb"));
    trailers.add("X", "ab");
    assertEquals("ab", trailers.get("x"));
  }

  @Test
  void numbersAndDates_readLikeNettys() {
    HeaderFields fields = fields("A", "12", "B", "x", "Date", "Sun, 06 Nov 1994 08:49:37 GMT");
    assertEquals(12, fields.getInt("a"));
    assertEquals(7, fields.getInt("b", 7));
    assertEquals((short) 12, fields.getShort("a"));
    assertNull(fields.getInt("c"));
    assertEquals(784_111_777_000L, fields.getTimeMillis("date"));
    assertEquals(1, fields.getTimeMillis("b", 1));
  }

  /// The same random operations on both give the same fields.
  @Test
  void randomOperations_asNettysHeaders() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      HeaderFields ours = new HeaderFields();
      HttpHeaders nettys = new DefaultHttpHeaders();
      for (int step = 0; step < 40; step++) {
        String name = (random.nextBoolean() ? "Name-" : "NAME-") + random.nextInt(12);
        String value = "v" + random.nextInt(100);
        switch (random.nextInt(8)) {
          case 0 -> change(ours, nettys, headers -> headers.remove(name));
          case 1 -> change(ours, nettys, headers -> headers.set(name, value));
          case 2 -> change(ours, nettys, headers -> headers.set(name, List.of(value, "w")));
          default -> change(ours, nettys, headers -> headers.add(name, value));
        }
        assertEquals(nettys.get(name), ours.get(name), () -> "seed " + name);
      }
      assertEquals(nettys.size(), ours.size(), "seed " + seed);
      assertEquals(values(nettys), values(ours), "seed " + seed);
      assertEquals(values(nettys), values(HeaderFields.of(nettys)), "seed " + seed);
    }
  }

  private static void change(
      HttpHeaders ours, HttpHeaders nettys, java.util.function.Consumer<HttpHeaders> operation) {
    operation.accept(ours);
    operation.accept(nettys);
  }

  /// Values by name; Netty does not keep the order of different names.
  private static Map<String, List<String>> values(HttpHeaders headers) {
    Map<String, List<String>> values = new TreeMap<>();
    for (Map.Entry<String, String> entry : headers.entries()) {
      values
          .computeIfAbsent(entry.getKey().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(entry.getValue());
    }
    return values;
  }

  @Test
  void of_ownFields_sameInstance() {
    HeaderFields fields = fields("A", "1");
    assertSame(fields, HeaderFields.of(fields));
    assertEquals(Set.of("A"), fields.names());
  }
}
