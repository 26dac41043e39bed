package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brummer.app.json.JsonReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads and writes JSON with limits on depth and on the length of numbers. Any thread.
///
/// Without Jackson's object mapper, whose construction takes a quarter of the start of `brummer
/// mcp`: it loads date and number formats, and looks for an optional class in every jar.
public final class JsonCodec {
  private static final int MAX_DEPTH = 64;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  private JsonCodec() {}

  public static ObjectNode object() {
    return NODES.objectNode();
  }

  /// @throws RpcException with the code [RpcErrorCodes#PARSE_ERROR]
  static JsonNode read(byte[] json, int length) {
    try {
      return tree(JsonReader.parse(json, 0, length, MAX_DEPTH));
    } catch (IOException invalid) {
      // The parser's own words would quote the input.
      throw RpcException.badRequest(
          RpcErrorCodes.PARSE_ERROR, "the message is not valid JSON", null);
    }
  }

  /// Parses JSON of the program itself.
  public static ObjectNode readObject(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    try {
      return (ObjectNode) tree(JsonReader.parse(bytes, 0, bytes.length, MAX_DEPTH));
    } catch (IOException invalid) {
      throw new IllegalArgumentException(json, invalid);
    }
  }

  /// An integer of any size.
  public static JsonNode readNumber(String digits) {
    return NODES.numberNode(new BigInteger(digits));
  }

  /// One line of UTF-8.
  public static byte[] write(JsonNode node) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder();
        JsonGenerator generator = FACTORY.createGenerator(bytes)) {
      write(node, generator);
      generator.flush();
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public static String writeText(JsonNode node) {
    return new String(write(node), StandardCharsets.UTF_8);
  }

  /// The tree of a plain value.
  private static JsonNode tree(@Nullable Object value) {
    return switch (value) {
      case null -> NODES.nullNode();
      case String text -> NODES.textNode(text);
      case Map<?, ?> members -> {
        ObjectNode object = NODES.objectNode();
        members.forEach((name, member) -> object.set((String) name, tree(member)));
        yield object;
      }
      case List<?> elements -> {
        ArrayNode array = NODES.arrayNode(elements.size());
        elements.forEach(element -> array.add(tree(element)));
        yield array;
      }
      case Boolean bool -> NODES.booleanNode(bool);
      default -> ofNumber(value);
    };
  }

  private static JsonNode ofNumber(Object number) {
    if (number instanceof Long integer) {
      int narrow = integer.intValue();
      return narrow == integer ? NODES.numberNode(narrow) : NODES.numberNode((long) integer);
    }
    return number instanceof Double decimal
        ? NODES.numberNode((double) decimal)
        : NODES.numberNode((BigInteger) number);
  }

  private static void write(JsonNode node, JsonGenerator out) throws IOException {
    switch (node.getNodeType()) {
      case OBJECT -> writeObject(node, out);
      case ARRAY -> writeArray(node, out);
      case STRING -> out.writeString(node.textValue());
      case NUMBER -> writeNumber(node, out);
      case BOOLEAN -> out.writeBoolean(node.booleanValue());
      case NULL -> out.writeNull();
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException("no JSON for " + node.getNodeType());
    }
  }

  private static void writeObject(JsonNode object, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      out.writeFieldName(property.getKey());
      write(property.getValue(), out);
    }
    out.writeEndObject();
  }

  private static void writeArray(JsonNode array, JsonGenerator out) throws IOException {
    out.writeStartArray();
    for (JsonNode element : array) {
      write(element, out);
    }
    out.writeEndArray();
  }

  private static void writeNumber(JsonNode number, JsonGenerator out) throws IOException {
    if (number.isBigInteger()) {
      out.writeNumber(number.bigIntegerValue());
    } else if (number.isIntegralNumber()) {
      out.writeNumber(number.longValue());
    } else {
      out.writeNumber(number.doubleValue());
    }
  }
}
