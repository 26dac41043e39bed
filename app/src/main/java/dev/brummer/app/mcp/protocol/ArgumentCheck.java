package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks arguments against the keywords that [InputSchema] writes: `type`, `enum`, `minimum`,
/// `maximum`, `items`, `required` and `additionalProperties: false`. Other keywords are ignored.
final class ArgumentCheck {
  private ArgumentCheck() {}

  /// The first problem as one sentence that names the argument and what is expected; null if there
  /// is none.
  static @Nullable String firstProblem(ObjectNode schema, ObjectNode arguments) {
    JsonNode properties = schema.path("properties");
    for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
      JsonNode property = properties.path(argument.getKey());
      if (property.isMissingNode()) {
        if (isClosed(schema)) {
          return "unknown argument \""
              + Texts.singleLine(argument.getKey())
              + "\" (arguments: "
              + String.join(", ", names(properties))
              + ")";
        }
        continue;
      }
      String problem = valueProblem(argument.getKey(), property, argument.getValue());
      if (problem != null) {
        return problem;
      }
    }
    return missing(schema, arguments);
  }

  private static boolean isClosed(JsonNode schema) {
    JsonNode additional = schema.path("additionalProperties");
    return additional.isBoolean() && !additional.booleanValue();
  }

  private static List<String> names(JsonNode properties) {
    List<String> names = new ArrayList<>();
    properties.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static @Nullable String missing(ObjectNode schema, ObjectNode arguments) {
    for (JsonNode name : schema.path("required")) {
      if (!arguments.has(name.asText())) {
        return "argument " + name.asText() + " is missing";
      }
    }
    return null;
  }

  private static @Nullable String valueProblem(String name, JsonNode schema, JsonNode value) {
    String type = schema.path("type").asText("");
    if (!isOfType(type, value)) {
      return name + " must be " + (type.equals("array") ? "a list" : article(type) + type);
    }
    JsonNode words = schema.path("enum");
    if (words.isArray() && !contains(words, value)) {
      List<String> allowed = new ArrayList<>();
      words.forEach(word -> allowed.add(word.asText()));
      return name + " must be one of " + String.join(", ", allowed);
    }
    if (value.isNumber() && isOutside(schema, value.asDouble())) {
      return name + " must be between " + schema.get("minimum") + " and " + schema.get("maximum");
    }
    JsonNode items = schema.path("items");
    if (items.isObject()) {
      for (JsonNode item : value) {
        String problem = valueProblem("each entry of " + name, items, item);
        if (problem != null) {
          return problem;
        }
      }
    }
    return null;
  }

  private static String article(String type) {
    return type.startsWith("i") || type.startsWith("o") ? "an " : "a ";
  }

  private static boolean isOfType(String type, JsonNode value) {
    return switch (type) {
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber() && value.canConvertToLong();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> true;
    };
  }

  private static boolean contains(JsonNode words, JsonNode value) {
    for (JsonNode word : words) {
      if (word.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOutside(JsonNode schema, double value) {
    return schema.has("minimum")
        && schema.has("maximum")
        && (value < schema.get("minimum").asDouble() || value > schema.get("maximum").asDouble());
  }
}
