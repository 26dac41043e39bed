package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/// Reads and writes JSON with limits on depth and on the length of numbers. Any thread.
public final class JsonCodec {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_NUMBER_LENGTH = 100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .build())
          .build();

  private JsonCodec() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /// @throws RpcException with the code [RpcErrorCodes#PARSE_ERROR]
  static JsonNode read(byte[] json, int length) {
    try (JsonParser parser = FACTORY.createParser(json, 0, length)) {
      return JsonTree.read(parser);
    } catch (IOException invalid) {
      // The parser's own words would quote the input.
      throw RpcException.badRequest(
          RpcErrorCodes.PARSE_ERROR, "the message is not valid JSON", null);
    }
  }

  /// Parses JSON of the program itself.
  public static ObjectNode readObject(String json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      return (ObjectNode) JsonTree.read(parser);
    } catch (IOException invalid) {
      throw new IllegalArgumentException(json, invalid);
    }
  }

  /// An integer of any size.
  public static JsonNode readNumber(String digits) {
    return JsonNodeFactory.instance.numberNode(new BigInteger(digits));
  }

  /// One line of UTF-8.
  public static byte[] write(JsonNode node) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder();
        JsonGenerator generator = FACTORY.createGenerator(bytes)) {
      JsonTree.write(node, generator);
      generator.flush();
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public static String writeText(JsonNode node) {
    return new String(write(node), StandardCharsets.UTF_8);
  }
}
