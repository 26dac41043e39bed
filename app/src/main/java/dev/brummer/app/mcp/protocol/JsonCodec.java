package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;

/// Reads and writes JSON with limits on depth and on the length of numbers. Any thread.
public final class JsonCodec {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_NUMBER_LENGTH = 100;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonCodec() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /// @throws RpcException with the code [RpcErrorCodes#PARSE_ERROR]
  static JsonNode read(byte[] json, int length) {
    try {
      JsonNode node = MAPPER.readTree(json, 0, length);
      if (node != null && !node.isMissingNode()) {
        return node;
      }
    } catch (IOException invalid) {
      // answered below: the parser's own words would quote the input
    }
    throw RpcException.badRequest(RpcErrorCodes.PARSE_ERROR, "the message is not valid JSON", null);
  }

  /// Parses JSON of the program itself.
  public static ObjectNode readObject(String json) {
    try {
      return (ObjectNode) MAPPER.readTree(json);
    } catch (JsonProcessingException invalid) {
      throw new IllegalArgumentException(json, invalid);
    }
  }

  /// An integer of any size.
  public static JsonNode readNumber(String digits) {
    return JsonNodeFactory.instance.numberNode(new BigInteger(digits));
  }

  /// One line of UTF-8.
  public static byte[] write(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public static String writeText(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Tree of a value as Jackson's object mapper writes it.
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }
}
