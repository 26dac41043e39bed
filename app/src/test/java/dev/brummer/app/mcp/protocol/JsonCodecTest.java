package dev.brummer.app.mcp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Jackson's object mapper is the reference.
class JsonCodecTest {
  private static final ObjectMapper REFERENCE = new ObjectMapper();

  private static JsonNode read(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return JsonCodec.read(bytes, bytes.length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "\"\"",
        "null",
        "true",
        "0",
        "{\"a\":{\"b\":[1,-2,[],{}]},\"c\":null,\"a\":false}",
        "[2147483647,2147483648,-9223372036854775808,9223372036854775808,1e3,-0.5,1.0]",
        "{\"\":\"\\u0000\\u001b\\\"\\\\/\\ud83d\\ude00é\\n\"}",
        " {\"jsonrpc\" : \"2.0\" , \"id\":12345678901234567890123}\r\n",
      })
  void value_isReadAndWrittenAsTheObjectMapperDoes(String json) throws Exception {
    JsonNode expected = REFERENCE.readTree(json);
    JsonNode read = read(json);
    assertEquals(expected, read);
    assertEquals(REFERENCE.writeValueAsString(expected), JsonCodec.writeText(read));
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
        "nul",
        "01",
        "\"\t\"",
        "\"",
        "'a'",
        "{a:1}",
        "NaN",
        "/**/1",
        "\"\\u12\"",
        "\\",
      })
  void anythingElse_isAParseError(String json) {
    RpcException invalid = assertThrows(RpcException.class, () -> read(json));
    assertEquals(RpcErrorCodes.PARSE_ERROR, invalid.code());
  }

  @Test
  void depthAndLengthOfNumbers_areLimited() {
    assertEquals(1, read("[".repeat(64) + "]".repeat(64)).size());
    assertThrows(RpcException.class, () -> read("[".repeat(65) + "]".repeat(65)));
    assertThrows(RpcException.class, () -> read("[".repeat(1_000_000)));
    assertEquals(101, JsonCodec.writeText(read("-" + "9".repeat(100))).length());
    assertThrows(RpcException.class, () -> read("9".repeat(101)));
  }
}
