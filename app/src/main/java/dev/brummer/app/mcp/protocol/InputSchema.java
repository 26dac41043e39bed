package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Builds the schema of a tool's arguments. Short on purpose: every client sends all schemas to its
/// model.
public final class InputSchema {
  private final ObjectNode properties = JsonCodec.object();
  private final ArrayNode required = JsonCodec.object().putArray("required");

  public static InputSchema of() {
    return new InputSchema();
  }

  public InputSchema text(String name, String description) {
    return put(name, "string", description);
  }

  public InputSchema flag(String name, String description) {
    return put(name, "boolean", description);
  }

  public InputSchema number(String name, int minimum, int maximum, String description) {
    put(name, "integer", description);
    ((ObjectNode) properties.get(name)).put("minimum", minimum).put("maximum", maximum);
    return this;
  }

  public InputSchema choice(String name, List<String> words, String description) {
    put(name, "string", description);
    ArrayNode list = ((ObjectNode) properties.get(name)).putArray("enum");
    words.forEach(list::add);
    return this;
  }

  public InputSchema texts(String name, String description) {
    put(name, "array", description);
    ((ObjectNode) properties.get(name)).putObject("items").put("type", "string");
    return this;
  }

  public InputSchema numbers(String name, String description) {
    put(name, "array", description);
    ((ObjectNode) properties.get(name)).putObject("items").put("type", "integer");
    return this;
  }

  private InputSchema put(String name, String type, String description) {
    ObjectNode property = properties.putObject(name).put("type", type);
    if (!description.isEmpty()) {
      property.put("description", description);
    }
    return this;
  }

  /// Marks arguments that must be given.
  public InputSchema required(String... names) {
    for (String name : names) {
      required.add(name);
    }
    return this;
  }

  public ObjectNode build() {
    ObjectNode schema = JsonCodec.object().put("type", "object");
    schema.set("properties", properties);
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema.put("additionalProperties", false);
  }
}
